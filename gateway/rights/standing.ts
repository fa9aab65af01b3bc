import { underAnyPurpose, withPurpose, type Caller } from '../../auth/caller.js';
import { purposes, type PurposeStatement } from '../../auth/purposes.js';
import { purposesOf } from '../../auth/roles.js';
import { HubError } from '../../core/errors.js';
import { refusedWith } from '../refused-request.js';
import type { Rights } from './rules.js';

/** A caller, and what of them decides about rules. */
export interface Standing {
  readonly caller: Caller | null;
  readonly rights: Rights;
}

const nobody: Standing = { caller: null, rights: { authenticated: false, scopes: new Set(), clear: new Set() } };
const standings = new WeakMap<Caller, Map<string, Standing>>();

/** The caller without a purpose: nothing personal. Each standing is made once, for one caller serves every request of a token. */
export const plainStanding = (caller: Caller | null): Standing => remembered(caller, 'none', (known) => known);

/** What the caller could read under one purpose or another. */
export const widestStanding = (caller: Caller | null): Standing => remembered(caller, 'any', underAnyPurpose);

/** The caller under the purpose they state; PURPOSE_REQUIRED where they state none they may have, or not all that it demands. */
export function standingFor(caller: Caller, statement: PurposeStatement | null): Standing {
  const allowed = purposesOf(caller.roles);
  if (!statement || !allowed.includes(statement.purpose)) throw purposeRequired(caller);
  const { purpose } = statement;
  const { demands } = purposes[purpose];
  if (demands !== null && statement[demands] === null) throw purposeRequired(caller, missing[demands](purpose));
  return remembered(caller, purpose, (known) => withPurpose(known, purpose));
}

/** The refusal of a whole request that does not say, or not rightly, why it asks for what is personal. */
export function purposeRequired(caller: Caller, message?: string) {
  const allowed = purposesOf(caller.roles);
  const text = message ?? `Say why you read what is personal: send the header X-Purpose, one of ${allowed.join(', ')}.`;
  return refusedWith(403, new HubError('PURPOSE_REQUIRED', text, { purposes: allowed }));
}

const missing = {
  caseReference: (purpose: string) =>
    `X-Purpose ${purpose} needs the number of the decision or case: send X-Case-Reference, 3 to 100 characters.`,
  reason: (purpose: string) => `X-Purpose ${purpose} needs a written reason: send X-Purpose-Reason, 10 to 500 characters.`,
};

function remembered(caller: Caller | null, name: string, make: (caller: Caller) => Caller): Standing {
  if (!caller) return nobody;
  const known = standings.get(caller) ?? new Map<string, Standing>();
  standings.set(caller, known);
  const standing = known.get(name) ?? standingOf(make(caller));
  known.set(name, standing);
  return standing;
}

function standingOf(caller: Caller): Standing {
  const scopes = new Set<string>(caller.grants.keys());
  const clear = new Set([...scopes].filter((scope) => !(caller.masked as ReadonlySet<string>).has(scope)));
  return { caller, rights: { authenticated: true, scopes, clear } };
}
