import type { AccessRecord } from '../record.js';
import type { IndexRow } from '../store/store.js';

/** What the store is asked by, of one record. Throws where its times are none: the store would refuse it, and everything after it. */
export function indexRow(record: AccessRecord, domains: readonly string[]): IndexRow {
  const { at, actor, purpose, operation, outcome, review, counts, subjects } = record;
  const visibleFrom = visibleFromOf(record);
  for (const time of [at, visibleFrom])
    if (time !== null && !utc.test(time)) throw new RangeError('not a time in UTC (RFC 3339)');
  return {
    at,
    issuer: textOf(actor?.issuer),
    actor: textOf(actor?.subject),
    client: textOf(actor?.client),
    purpose: purpose?.code ?? null,
    operation: textOf(operation.name),
    outcome,
    review,
    disclosed: counts.values,
    domains: [...new Set(domains)],
    subjects: [...new Set(subjects)],
    visibleFrom,
  };
}

const utc = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/;

const visibleFromOf = ({ at, visibility }: AccessRecord): string | null => (visibility.class === 'NOW' ? at : visibility.until);

/** A NUL stands in no text of PostgreSQL. The entry itself has it, written as JSON writes it. */
const textOf = (text: string | null | undefined): string | null => text?.replaceAll('\0', '\uFFFD') ?? null;
