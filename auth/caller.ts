import { grantsOf } from './roles.js';
import type { Reach, Scope } from './scopes.js';

/** Who asks. Made once per request, from a verified token only. */
export interface Caller {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  readonly tokenId: string;
  readonly roles: readonly string[];
  readonly grants: ReadonlyMap<Scope, Reach>;
  /** Slugs of the jurisdictions the caller works for; `'*'` for all. */
  readonly jurisdictions: readonly string[] | '*';
  /** Identifier of the caller's agency, in the form of QĐ 20/2020. */
  readonly agency: string | null;
  /** The caller's own 12-digit personal identifier. */
  readonly personalId: string | null;
}

export type CallerFacts = Omit<Caller, 'grants'>;

/** A caller with the rights its roles give. */
export const createCaller = (facts: CallerFacts): Caller => ({ ...facts, grants: grantsOf(facts.roles) });

/** The widest rows `caller` reaches with `scope`, or null without that right. */
export const reachOf = (caller: Caller, scope: Scope): Reach | null => caller.grants.get(scope) ?? null;

/** Does the caller work for the jurisdiction `slug`? */
export const worksFor = (caller: Caller, slug: string): boolean =>
  caller.jurisdictions === '*' || caller.jurisdictions.includes(slug);

/** Do the caller's scopes satisfy `anyOf`: one of the lists, whole? */
export const holds = (caller: Caller, anyOf: readonly (readonly string[])[]): boolean =>
  anyOf.length === 0 || anyOf.some((all) => all.every((scope) => (caller.grants as ReadonlyMap<string, Reach>).has(scope)));
