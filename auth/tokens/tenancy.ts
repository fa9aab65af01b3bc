import { z } from 'zod';
import type { Claims } from './claims.js';
import { refused } from './refused.js';
import type { TrustedIssuer } from './trusted-issuer.js';

type Jurisdictions = readonly string[] | '*';

// Keycloak writes `{alias: {id, …}}` when its mapper adds details, and `[alias]` when it does not.
const Organizations = z.union([
  z.array(z.string()),
  z.record(z.string(), z.unknown()).transform((byAlias) => Object.keys(byAlias)),
]);

/** The jurisdictions a verified token stands for: what it claims, within what its organizations and its issuer may claim at all. */
export function jurisdictionsOf(claims: Pick<Claims, 'jurisdictions' | 'organization'>, trusted: TrustedIssuer): Jurisdictions {
  const claimed = claims.jurisdictions && wildcard(claims.jurisdictions);
  const given = trusted.organizations
    ? within(claimed ?? '*', byOrganization(claims.organization, trusted.organizations))
    : claimed;
  return within(given ?? [], trusted.jurisdictions ?? '*');
}

/** The agency a verified token stands for; null when it lies outside those its issuer may name. */
export function agencyOf({ agency }: Pick<Claims, 'agency'>, { agencies }: TrustedIssuer): string | null {
  if (agency == null) return null;
  return !agencies || agencies.some((root) => agency === root || agency.startsWith(`${root}.`)) ? agency : null;
}

function byOrganization(claim: unknown, table: Readonly<Record<string, Jurisdictions>>): Jurisdictions {
  if (claim === undefined) return [];
  const aliases = Organizations.safeParse(claim).data;
  if (!aliases) throw refused('claims: organization');
  const found = aliases.filter((alias) => Object.hasOwn(table, alias)).map((alias) => table[alias]!);
  return found.includes('*') ? '*' : [...new Set(found.flat())];
}

const wildcard = (claimed: readonly string[]): Jurisdictions => (claimed.includes('*') ? '*' : claimed);

function within(wanted: Jurisdictions, bound: Jurisdictions): Jurisdictions {
  if (bound === '*') return wanted;
  return wanted === '*' ? bound : wanted.filter((slug) => bound.includes(slug));
}
