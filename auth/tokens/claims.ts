import { z } from 'zod';

const strings = z.array(z.string());
// A mapper with "Multivalued" off writes one string, in which a search for a role finds parts of words.
const access = z.object({ roles: strings });
const seconds = z.number();

/** What an access token must say, as Keycloak and the realm's mappers write it. `typ` keeps ID, refresh and bound tokens out. */
export const Claims = z.object({
  sub: z.string().min(1),
  azp: z.string().min(1),
  jti: z.string().min(1),
  typ: z.literal('Bearer'),
  iat: seconds,
  exp: seconds,
  cnf: z.never().optional(),
  roles: strings.optional(),
  realm_access: access.default({ roles: [] }),
  resource_access: z.record(z.string(), access).optional(),
  jurisdictions: strings.optional(),
  organization: z.unknown().optional(),
  agency: z.string().nullish(),
  personal_id: z.string().nullish(),
});
export type Claims = z.infer<typeof Claims>;
