import { reaches, type Reach, type Scope } from './scopes.js';

export interface Role {
  /** For whom, in one sentence. */
  readonly description: string;
  /** Whose rows the role's rights reach: the person's own, the agency's, or the jurisdictions named in the token. */
  readonly reach: Reach;
  readonly scopes: readonly Scope[];
  /** A refusal names the rule to holders of this role. */
  readonly mayKnowReasons?: boolean;
}

const statistics = [
  'office:statistics',
  'public-services:statistics',
  'health:statistics',
  'land:statistics',
  'kpi:read',
] as const;
const notPersonal = ['directory:read', 'office:read', 'public-services:read', 'land:read', ...statistics] as const;

/** Role (as the realm names it) → rights. A role that is not listed gives none. */
export const roles: Readonly<Record<string, Role>> = {
  citizen: {
    description: 'A citizen (công dân): their own dossiers, health record and parcels, and the public directory.',
    reach: 'SELF',
    scopes: [
      'directory:read',
      'person:read',
      'public-services:read',
      'public-services:personal',
      'health:read',
      'land:read',
      'land:personal',
    ],
  },
  officer: {
    description:
      "A one-stop officer (cán bộ một cửa): dossiers and documents of their own agency, which they also assign and note; land of that agency's jurisdiction.",
    reach: 'AGENCY',
    scopes: [
      'directory:read',
      'person:read',
      'office:read',
      'office:personal',
      'office:write',
      'public-services:read',
      'public-services:personal',
      'public-services:write',
      'land:read',
      'land:personal',
    ],
  },
  clinician: {
    description: 'A clinician (bác sĩ): health records of people in their jurisdictions; restricted resources stay hidden.',
    reach: 'JURISDICTION',
    scopes: ['directory:read', 'person:read', 'health:read', 'health:statistics'],
  },
  'restricted-care': {
    description:
      'Held beside clinician by those who treat conditions under a restricted security label (HIV, Luật 64/2006/QH11).',
    reach: 'JURISDICTION',
    scopes: ['health:restricted'],
  },
  ioc: {
    description: "A city's operations centre (IOC): statistics and non-personal fields of its jurisdiction.",
    reach: 'JURISDICTION',
    scopes: notPersonal,
  },
  province: {
    description: 'The provincial operations centre: as ioc, for every jurisdiction of the province.',
    reach: 'JURISDICTION',
    scopes: notPersonal,
  },
  reporter: {
    description: 'Who reports for a city (cán bộ báo cáo): reads its indicators and submits their values.',
    reach: 'JURISDICTION',
    scopes: ['directory:read', 'kpi:read', 'kpi:write'],
  },
  auditor: {
    description: 'An auditor (kiểm toán, thanh tra): everything that is not personal, in every domain; writes nothing.',
    reach: 'JURISDICTION',
    scopes: notPersonal,
    mayKnowReasons: true,
  },
  admin: {
    description: 'An operator of the hub: what an auditor reads, to see that sources answer; no personal data.',
    reach: 'JURISDICTION',
    scopes: notPersonal,
    mayKnowReasons: true,
  },
};

/** The rights that `names` give together: each scope with the widest reach any of the roles gives it. */
export function grantsOf(names: readonly string[]): ReadonlyMap<Scope, Reach> {
  const grants = new Map<Scope, Reach>();
  for (const name of names) {
    const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
    for (const scope of role?.scopes ?? []) {
      const held = grants.get(scope);
      if (!held || reaches.indexOf(role!.reach) > reaches.indexOf(held)) grants.set(scope, role!.reach);
    }
  }
  return grants;
}
