import { inspect } from 'node:util';
import { purposes } from '../../auth/purposes.js';
import type { Draft } from './draft.js';
import { canonicalJson } from './evidence/canonical.js';
import type { KeyedHash } from './keyed-hash.js';
import type { AccessRecord, Outcome, RecordedActor, RecordedPurpose } from './record.js';
import type { VisibilityRules } from './visibility.js';

/** What the HTTP layer knows of the answer. */
export interface Answered {
  readonly correlation: string | null;
  readonly http: number;
  /** The client is gone. */
  readonly aborted: boolean;
}

/** The record of an answer. Hashes whom it tells of and what it was asked with; holds no value of anybody's data. */
export function finishRecord(draft: Draft, answered: Answered, hash: KeyedHash, visibility: VisibilityRules): AccessRecord {
  const { disclosure, operation, calls, errors } = draft;
  const purpose = purposeOf(draft);
  return {
    v: 1,
    at: draft.at.toISOString(),
    request: draft.request,
    correlation: answered.correlation,
    actor: actorOf(draft),
    address: draft.address,
    purpose,
    operation: { ...operation },
    variables: Object.fromEntries(Object.entries(draft.variables).map(([name, value]) => [name, hash.value(asText(value))])),
    fields: [...disclosure.fields].toSorted(),
    personal: Object.fromEntries([...disclosure.personal].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    categories: [...disclosure.categories].toSorted(),
    subjects: [...disclosure.subjects].map(hash.subject).toSorted(),
    counts: { values: disclosure.values, unattributed: disclosure.unattributed, errors: errors.length },
    sources: calls.map(({ name, status, ms }) => ({ name, status, ms })),
    denied: [...disclosure.denied].toSorted(),
    refusal: draft.refusal,
    outcome: outcomeOf(draft, answered),
    http: answered.http,
    visibility: visibility.of(purpose, draft.at),
    review: purpose?.code === 'EMERGENCY',
  };
}

/** A value as text, the same for the same value. What has no canonical form (half a character, a nest too deep) has another. */
function asText(value: unknown): string {
  try {
    return canonicalJson(value ?? null);
  } catch {
    return `not canonical ${inspect(value, { depth: 64, maxArrayLength: null, maxStringLength: null })}`;
  }
}

/** The record of the same request that was answered with a refusal instead: the log could not take the first in time. */
export const withheld = (record: AccessRecord, refusal: string): AccessRecord => ({
  ...record,
  fields: [],
  personal: {},
  categories: [],
  subjects: [],
  counts: { values: 0, unattributed: 0, errors: 1 },
  refusal,
  outcome: 'unavailable',
  http: 503,
});

function actorOf({ caller }: Draft): RecordedActor | null {
  if (!caller) return null;
  const { issuer, subject, clientId: client, tokenId, roles, jurisdictions, agency } = caller;
  return { issuer, subject, client, tokenId, roles: [...roles], jurisdictions, agency };
}

/** The purpose as stated, where the answer touched what takes one. */
function purposeOf({ caller, statement }: Draft): RecordedPurpose | null {
  if (!caller?.purpose || statement?.purpose !== caller.purpose) return null;
  const { purpose: code, caseReference, reason } = statement;
  return { code, case: caseReference, reason, legalBasis: purposes[code].legalBasis };
}

const byStatus: Readonly<Record<number, Outcome>> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'invalid',
  405: 'invalid',
  413: 'limited',
  415: 'invalid',
  429: 'limited',
  503: 'unavailable',
};

// A change was made or not, whoever still waits to hear of it.
const wasGivenUp = ({ operation }: Draft, { aborted }: Answered): boolean => aborted && operation.type !== 'mutation';

function outcomeOf(draft: Draft, answered: Answered): Outcome {
  if (wasGivenUp(draft, answered)) return 'aborted';
  const { errors, answered: hasData, disclosure } = draft;
  const { http } = answered;
  if (http !== 200) return byStatus[http] ?? (http < 500 ? 'invalid' : 'failed');
  if (errors.length === 0) return 'granted';
  if (hasData) return 'partial';
  if (errors.includes('REQUEST_TIMEOUT')) return 'timed-out';
  return disclosure.denied.size > 0 || errors.includes('FORBIDDEN') ? 'denied' : 'failed';
}
