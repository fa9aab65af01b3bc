import { z } from 'zod';
import type { FhirResource, SearchParameters } from '../../connectors/fhir.js';
import { HubError, Reason } from '../../core/errors.js';
import { momentOf, patientIdOf, Reference } from './concept.connector.js';

interface SectionDefinition<Raw, Row> {
  /** Resource type that holds the section's entries. */
  readonly type: string;
  /** Narrows the search beyond the patient. */
  readonly parameters?: SearchParameters;
  readonly shape: z.ZodType<Raw>;
  /** What the section is sorted by, newest first. */
  readonly date: (raw: Raw) => string | undefined;
  /** Null for an entry that says of something that it is, or was, not so. */
  readonly toRow: (raw: Raw) => Row | null;
}

export interface SectionEntry<Row> {
  /** Instant, in milliseconds, that it is sorted by. */
  readonly at: number;
  /** The server's id, which tells entries of one instant apart. */
  readonly id: string;
  readonly row: Row | null;
}

/** One section of a record: which resources it is made of, and how one is read. */
export interface Section<Row> {
  readonly type: string;
  readonly parameters: SearchParameters;
  /** The server's id of the patient whom `resource` is about; null where it does not say. */
  patientOf(resource: FhirResource): string | null;
  read(resource: FhirResource, source: string): SectionEntry<Row> | HubError;
}

// Each type has one of the two, under which FHIR's search finds it by its patient.
const About = z.object({ patient: Reference.optional(), subject: Reference.optional() });

export const defineSection = <Raw, Row>({
  type,
  parameters = {},
  shape,
  date,
  toRow,
}: SectionDefinition<Raw, Row>): Section<Row> => ({
  type,
  parameters,
  patientOf(resource) {
    const { patient, subject } = About.safeParse(resource).data ?? {};
    return patientIdOf(patient ?? subject ?? {});
  },
  read(resource, source) {
    const parsed = shape.safeParse(resource);
    if (!parsed.success) return unreadable(type, parsed.error, source);
    return { at: momentOf(date(parsed.data)), id: resource.id ?? '', row: toRow(parsed.data) };
  },
});

/** What cannot be read, by path alone: the values are somebody's health. */
export function unreadable(type: string, { issues }: z.ZodError, source: string): HubError {
  const paths = issues.slice(0, 5).map(({ path }) => path.join('.'));
  const cause = new Reason(`unexpected shape of ${type} at ${paths.join(', ')}`);
  return new HubError('SOURCE_BAD_DATA', undefined, { source, cause });
}
