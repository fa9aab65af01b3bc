import { z } from 'zod';
import type { HealthCode } from './code.type.js';

// FHIR's general data types, as far as a summary needs them.

const Coding = z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
export const Concept = z.object({ coding: z.array(Coding).optional(), text: z.string().optional() });
export const Reference = z.object({ reference: z.string().optional(), display: z.string().optional() });
/** A FHIR date, dateTime or instant: as precise as what was known. */
export const PartialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?)?)?$/);
export const Period = z.object({ start: PartialDate.optional(), end: PartialDate.optional() });
export const Quantity = z.object({
  value: z.number().optional(),
  comparator: z.string().optional(),
  unit: z.string().optional(),
  code: z.string().optional(),
});

type Coded = z.infer<typeof Concept>;

/** The first coding stands for the term; the text, written by a person, says it best. */
export function toCode(concept: Coded | undefined): HealthCode | null {
  if (!concept) return null;
  const { code = null, system = null, display = code } = concept.coding?.[0] ?? {};
  return { code, system, display: concept.text ?? display };
}

/** The words of a term alone. */
export const toText = (concept: Coded | undefined): string | null => toCode(concept)?.display ?? null;

/** When `date` begins, in milliseconds, and in Vietnamese time where it has no time of its own; before all others for no date. */
export function momentOf(date = ''): number {
  const moment = Date.parse(date.length > 10 ? date : `${date}${'-01-01'.slice(date.length - 4)}T00:00:00+07:00`);
  return Number.isNaN(moment) ? Number.NEGATIVE_INFINITY : moment;
}

/** The code of a concept that is drawn from one fixed list, such as a status. */
export const toStatus = (concept: Coded | undefined): string | undefined => concept?.coding?.[0]?.code;

/** Of a diagnosis or allergy: it was looked into, and ruled out. */
export const isRefuted = (verificationStatus: Coded | undefined): boolean => toStatus(verificationStatus) === 'refuted';

/** The server's id of the patient that `reference` names, relative or absolute. */
export const patientIdOf = ({ reference = '' }: z.infer<typeof Reference>): string | null =>
  /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/.exec(reference)?.[1] ?? null;

/** `code` among the values of an enum that is named after FHIR's codes (`entered-in-error` → `ENTERED_IN_ERROR`). */
export function toEnum<T extends string>(values: Readonly<Record<string, T>>, code: string | undefined): T | null {
  return values[(code ?? '').toUpperCase().replaceAll('-', '_')] ?? null;
}
