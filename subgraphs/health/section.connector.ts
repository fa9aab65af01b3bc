import type { z } from 'zod';
import type { FhirResource, SearchParameters } from '../../connectors/fhir.js';
import { HubError, Reason } from '../../core/errors.js';
import { patientIdOf, type Reference } from './concept.connector.js';

interface SectionDefinition<Raw, Row> {
  /** Resource type that holds the section's entries. */
  readonly type: string;
  /** Narrows the search beyond the patient. */
  readonly parameters?: SearchParameters;
  readonly shape: z.ZodType<Raw>;
  readonly patient: (raw: Raw) => z.infer<typeof Reference> | undefined;
  /** What the section is sorted by, newest first. */
  readonly date: (raw: Raw) => string | undefined;
  readonly toRow: (raw: Raw) => Row;
}

export interface SectionEntry<Row> {
  /** The server's id of the patient it is about. */
  readonly patientId: string | null;
  readonly date: string;
  readonly row: Row;
}

/** One section of a record: which resources it is made of, and how one is read. */
export interface Section<Row> {
  readonly type: string;
  readonly parameters: SearchParameters;
  read(resource: FhirResource, source: string): SectionEntry<Row>;
}

export const defineSection = <Raw, Row>({
  type,
  parameters = {},
  shape,
  patient,
  date,
  toRow,
}: SectionDefinition<Raw, Row>): Section<Row> => ({
  type,
  parameters,
  read(resource, source) {
    const parsed = shape.safeParse(resource);
    if (!parsed.success) throw unreadable(type, parsed.error, source);
    const about = patient(parsed.data);
    return { patientId: about ? patientIdOf(about) : null, date: date(parsed.data) ?? '', row: toRow(parsed.data) };
  },
});

/** What cannot be read, by path alone: the values are somebody's health. */
export function unreadable(type: string, { issues }: z.ZodError, source: string): HubError {
  const paths = issues.slice(0, 5).map(({ path }) => path.join('.'));
  return new HubError('SOURCE_BAD_DATA', undefined, {
    source,
    cause: new Reason(`unexpected shape of ${type} at ${paths.join(', ')}`),
  });
}
