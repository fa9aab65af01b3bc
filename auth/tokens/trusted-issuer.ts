/** The signatures that both checks can verify: keycloak-connect knows RSA over SHA-256 and nothing else. */
export const signatures = ['RS256', 'PS256'] as const;
export type Signature = (typeof signatures)[number];

/** One realm whose tokens are accepted, and what they may claim at most. Nothing in it is ever taken from a token. */
export interface TrustedIssuer {
  /** Exact `iss` of its tokens. */
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** Clients whose tokens are accepted (`azp`). */
  readonly clients: readonly string[];
  /** RS256 alone unless given. */
  readonly algorithms?: readonly Signature[];
  /** Seconds since 1970: tokens issued earlier are refused from the start. */
  readonly issuedSince?: number;
  /** Slugs of the jurisdictions its tokens may claim: a city's realm names that city. Every one unless given. */
  readonly jurisdictions?: readonly string[];
  /** Identifiers of the agencies, each with those below it, that its tokens may claim. Every one unless given. */
  readonly agencies?: readonly string[];
  /**
   * For a realm shared by several tenants: alias of an organization → its jurisdictions. The `organization` claim then gives the
   * jurisdictions, the `jurisdictions` claim can only narrow them, and a token of no listed organization has none.
   */
  readonly organizations?: Readonly<Record<string, readonly string[] | '*'>>;
}
