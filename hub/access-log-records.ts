import { z } from 'zod';
import { categories, type Category } from '../auth/personal-data.js';
import { purposeNames } from '../auth/purposes.js';
import { HubError } from '../core/errors.js';
import { outcomes, type Entry, type Outcome } from '../gateway/access-log/record.js';
import type { LoggedAccess, LoggedAccessOfPerson, OutcomeName } from '../subgraphs/access/reader.js';

const text = z.string();
const textOrNull = z.string().nullable();
const texts = z.array(z.string());

/** What is read of a record. A store may have been tampered with: it is checked as what comes from any source is. */
const Recorded = z.object({
  v: z.literal(1),
  at: z.iso.datetime(),
  request: text,
  actor: z
    .object({
      issuer: text,
      subject: text,
      client: text,
      roles: texts,
      jurisdictions: z.union([texts, z.literal('*')]),
      agency: textOrNull,
    })
    .nullable(),
  purpose: z.object({ code: z.enum(purposeNames), case: textOrNull, reason: textOrNull, legalBasis: text }).nullable(),
  operation: z.object({ name: textOrNull, hash: textOrNull }),
  fields: texts,
  personal: z.record(text, z.enum(['CLEAR', 'MASKED'])),
  categories: z.array(z.enum(Object.keys(categories) as Category[])),
  subjects: texts,
  sources: z.array(z.object({ name: text, status: z.enum(['OK', 'FAILED']), ms: z.number().transform(Math.round) })),
  denied: texts,
  refusal: textOrNull,
  outcome: z.enum(Object.keys(outcomes) as Outcome[]),
  http: z.int(),
  review: z.boolean(),
});
type Recorded = z.infer<typeof Recorded>;

/** An entry's record as `show` shows it, or SOURCE_BAD_DATA: one that cannot be read costs itself only. */
export function shown<T>(entry: Entry, show: (record: Recorded) => T): T | HubError {
  try {
    return show(Recorded.parse(JSON.parse(entry.text)));
  } catch {
    return new HubError('SOURCE_BAD_DATA', undefined, { source: 'access-log' });
  }
}

export const forAuditors = (record: Recorded): LoggedAccess => {
  const { at, request, actor, purpose, operation, fields, personal, subjects, sources, denied, refusal, review } = record;
  return {
    at,
    request,
    actor,
    purpose: purpose && {
      code: purpose.code,
      caseReference: purpose.case,
      reason: purpose.reason,
      legalBasis: purpose.legalBasis,
    },
    operation: operation.name,
    documentHash: operation.hash,
    fields,
    personal: Object.entries(personal).map(([coordinate, state]) => ({ coordinate, state })),
    subjectCount: subjects.length,
    outcome: outcomeName(record.outcome),
    status: record.http,
    sources,
    denied,
    refusal,
    review,
  };
};

/** Nothing of who asked but where they work; nothing of whom else the answer told of. */
export const forThePerson = ({ at, actor, purpose, categories: kinds, personal, review }: Recorded): LoggedAccessOfPerson => {
  const states = Object.values(personal);
  return {
    at,
    agency: actor?.agency ?? null,
    jurisdictions: actor?.jurisdictions ?? [],
    purpose: purpose?.code ?? null,
    categories: kinds,
    masked: states.length > 0 && states.every((state) => state === 'MASKED'),
    emergency: review,
  };
};

const outcomeName = (outcome: Outcome) => outcome.toUpperCase().replaceAll('-', '_') as OutcomeName;
