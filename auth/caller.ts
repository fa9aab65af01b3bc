import type { Purpose } from './purposes.js';
import { grantsOf, type Grants } from './roles.js';
import type { Reach, Scope } from './scopes.js';

/** Who asks. Made once per request, from a verified token only. */
export interface Caller {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly tokenId: string;
  readonly roles: readonly string[];
  /** Why they ask. Without it, and beyond the roles that may have it, they hold no personal scope. */
  readonly purpose: Purpose | null;
  readonly grants: ReadonlyMap<Scope, Reach>;
  /** Those of the scopes under which personal data is shown masked. */
  readonly masked: ReadonlySet<Scope>;
  /** Slugs of the jurisdictions the caller works for; `'*'` for all. */
  readonly jurisdictions: readonly string[] | '*';
  /** Identifier of the caller's agency, in the form of QĐ 20/2020. */
  readonly agency: string | null;
  /** The caller's own 12-digit personal identifier. */
  readonly personalId: string | null;
}

export type CallerFacts = Omit<Caller, keyof Grants>;

/** A caller with the rights its roles give under its purpose. */
export const createCaller = (facts: CallerFacts): Caller => ({ ...facts, ...grantsOf(facts.roles, facts.purpose) });

/** The same person, asking for this purpose. */
export const withPurpose = (caller: Caller, purpose: Purpose): Caller => createCaller({ ...caller, purpose });

/** What the person could do under one purpose or another: for what they may be shown of the schema, never to read with. */
export const underAnyPurpose = (caller: Caller): Caller => ({ ...caller, ...grantsOf(caller.roles, 'any') });

/** Does `scope` show the caller personal data in the clear? */
export const readsClear = (caller: Caller, scope: Scope): boolean => caller.grants.has(scope) && !caller.masked.has(scope);

/** The widest rows `caller` reaches with `scope`, or null without that right. */
export const reachOf = (caller: Caller, scope: Scope): Reach | null => caller.grants.get(scope) ?? null;

/** Does the caller work for the jurisdiction `slug`? */
export const worksFor = (caller: Caller, slug: string): boolean =>
  caller.jurisdictions === '*' || caller.jurisdictions.includes(slug);

/** Do the caller's scopes satisfy `anyOf`: one of the lists, whole? */
export const holds = (caller: Caller, anyOf: readonly (readonly string[])[]): boolean =>
  anyOf.length === 0 || anyOf.some((all) => all.every((scope) => (caller.grants as ReadonlyMap<string, Reach>).has(scope)));
