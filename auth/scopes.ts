/** Every right the hub knows: a domain and a depth. A new domain adds its own here. */
export const scopes = [
  'directory:read',
  'person:read',
  'office:read',
  'office:statistics',
  'office:personal',
  'office:write',
  'public-services:read',
  'public-services:statistics',
  'public-services:personal',
  'public-services:write',
  'health:read',
  'health:statistics',
  'health:restricted',
  'land:read',
  'land:statistics',
  'land:personal',
  'kpi:read',
  'kpi:write',
  'access:read',
  'access:integrity',
  'access:own',
  'sources:read',
  'sources:manage',
] as const;

export type Scope = (typeof scopes)[number];

/** Whose rows a right reaches, from the narrowest to the widest. */
export const reaches = ['SELF', 'AGENCY', 'JURISDICTION', 'EVERYWHERE'] as const;
export type Reach = (typeof reaches)[number];
