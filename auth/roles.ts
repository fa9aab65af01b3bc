import { personalScopes, type Purpose } from './purposes.js';
import { reaches, type Reach, type Scope } from './scopes.js';

export interface Role {
  /** For whom, in one sentence. */
  readonly description: string;
  /** Whose rows the role's rights reach: the person's own, the agency's, or the jurisdictions named in the token. */
  readonly reach: Reach;
  readonly scopes: readonly Scope[];
  /** Scopes that show personal data masked. */
  readonly masked?: readonly Scope[];
  /** What the role's personal scopes may be used for: under another purpose, or none, it has none of them. */
  readonly purposes?: readonly Purpose[];
  /** Scopes that reach everywhere under EMERGENCY. */
  readonly inEmergency?: readonly Scope[];
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
    description: 'A citizen (công dân): their own dossiers, health record and parcels, who read them, and the public directory.',
    reach: 'SELF',
    scopes: [
      'directory:read',
      'person:read',
      'public-services:read',
      'public-services:personal',
      'health:read',
      'land:read',
      'land:personal',
      'access:own',
    ],
    purposes: ['OWN_DATA'],
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
    purposes: ['DOSSIER_PROCESSING'],
  },
  clinician: {
    description:
      'A clinician (bác sĩ): health records of people in their jurisdictions, in an emergency of anybody; restricted resources stay hidden.',
    reach: 'JURISDICTION',
    scopes: ['directory:read', 'person:read', 'health:read', 'health:statistics'],
    purposes: ['TREATMENT', 'EMERGENCY'],
    inEmergency: ['person:read', 'health:read'],
  },
  'restricted-care': {
    description:
      'Held beside clinician by those who treat conditions under a restricted security label (HIV, Luật 64/2006/QH11).',
    reach: 'JURISDICTION',
    scopes: ['health:restricted'],
    purposes: ['TREATMENT'],
  },
  ioc: {
    description:
      "A city's operations centre (IOC): statistics and non-personal fields of its jurisdiction, and how the sources do that hold them.",
    reach: 'JURISDICTION',
    scopes: [...notPersonal, 'sources:read'],
  },
  province: {
    description: 'The provincial operations centre: as ioc, for every jurisdiction of the province.',
    reach: 'JURISDICTION',
    scopes: [...notPersonal, 'sources:read'],
  },
  reporter: {
    description: 'Who reports for a city (cán bộ báo cáo): reads its indicators and submits their values.',
    reach: 'JURISDICTION',
    scopes: ['directory:read', 'kpi:read', 'kpi:write'],
  },
  auditor: {
    description: 'An auditor (kiểm toán, thanh tra): every domain, what is personal masked, and the access log; writes nothing.',
    reach: 'JURISDICTION',
    scopes: [...notPersonal, 'access:read', 'access:integrity'],
    masked: ['person:read', 'office:personal', 'public-services:personal', 'health:read', 'land:personal'],
    purposes: ['AUDIT', 'SUPERVISION'],
    mayKnowReasons: true,
  },
  admin: {
    description:
      'An operator of the hub: every domain, how sources do, what is kept of them, and how far the access log is signed; no personal data.',
    reach: 'JURISDICTION',
    scopes: [...notPersonal, 'access:integrity', 'sources:read', 'sources:manage'],
    mayKnowReasons: true,
  },
};

/** What roles give together: each scope with the widest reach. */
export interface Grants {
  readonly grants: ReadonlyMap<Scope, Reach>;
  readonly masked: ReadonlySet<Scope>;
}

/**
 * The rights that `names` give together under `purpose` (`'any'`: under one or another). A scope that one role gives in the clear and
 * another masked is held in the clear, with the reach of the clear one alone: nobody sees unmasked what only a mask let them reach.
 */
export function grantsOf(names: readonly string[], purpose: Purpose | 'any' | null): Grants {
  const clear = new Map<Scope, Reach>();
  const masked = new Map<Scope, Reach>();
  for (const role of rolesNamed(names)) {
    const { scopes, masked: behindMasks = [], purposes = [], inEmergency = [] } = role;
    const mayUse = purpose === 'any' ? purposes.length > 0 : purpose !== null && purposes.includes(purpose);
    const reachOf = (scope: Scope) => (purpose === 'EMERGENCY' && inEmergency.includes(scope) ? 'EVERYWHERE' : role.reach);
    const counts = (scope: Scope) => mayUse || !personalScopes.has(scope);
    for (const scope of scopes.filter(counts)) widen(clear, scope, reachOf(scope));
    for (const scope of behindMasks.filter(counts)) widen(masked, scope, reachOf(scope));
  }
  const onlyMasked = [...masked].filter(([scope]) => !clear.has(scope));
  return { grants: new Map([...clear, ...onlyMasked]), masked: new Set(onlyMasked.map(([scope]) => scope)) };
}

/** The purposes that `names` may have, in the order of their list. */
export const purposesOf = (names: readonly string[]): readonly Purpose[] => [
  ...new Set(rolesNamed(names).flatMap(({ purposes = [] }) => purposes)),
];

const rolesNamed = (names: readonly string[]): Role[] =>
  names.flatMap((name) => (Object.hasOwn(roles, name) ? roles[name]! : []));

function widen(held: Map<Scope, Reach>, scope: Scope, reach: Reach): void {
  const known = held.get(scope);
  if (!known || reaches.indexOf(reach) > reaches.indexOf(known)) held.set(scope, reach);
}
