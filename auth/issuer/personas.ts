import type { CallerFacts } from '../caller.js';

export interface Persona extends Pick<CallerFacts, 'roles' | 'jurisdictions' | 'agency' | 'personalId'> {
  /** Who this is, in one line. */
  readonly description: string;
  /** Alias of the organization they belong to, said in the token when its scope is asked for. */
  readonly organization: string | null;
}

const nobody = { agency: null, personalId: null, organization: null } as const;

/** The people of the embedded issuer: sign in with the name as user name and password. All invented. */
export const personas: Readonly<Record<string, Persona>> = {
  citizen: {
    ...nobody,
    description: 'Nguyễn Thị Minh Hạnh, a citizen of phường Trường Vinh',
    roles: ['citizen'],
    jurisdictions: ['vinh'],
    personalId: '040199000001',
  },
  officer: {
    ...nobody,
    description: 'a one-stop officer of UBND phường Trường Vinh (H41.17)',
    roles: ['officer'],
    jurisdictions: ['vinh'],
    agency: 'H41.17',
    organization: 'vinh',
  },
  clinician: {
    ...nobody,
    description: 'a doctor in Vinh',
    roles: ['clinician'],
    jurisdictions: ['vinh'],
    organization: 'vinh',
  },
  ioc: {
    ...nobody,
    description: 'the operations centre of Vinh',
    roles: ['ioc'],
    jurisdictions: ['vinh'],
    organization: 'vinh',
  },
  province: {
    ...nobody,
    description: 'the operations centre of Nghệ An',
    roles: ['province'],
    jurisdictions: ['vinh', 'thai-hoa', 'hoang-mai'],
  },
  reporter: {
    ...nobody,
    description: 'who reports the indicators of Vinh',
    roles: ['reporter'],
    jurisdictions: ['vinh'],
    organization: 'vinh',
  },
  auditor: { ...nobody, description: 'a read-only auditor', roles: ['auditor'], jurisdictions: '*' },
  admin: { ...nobody, description: 'an operator of the hub', roles: ['admin'], jurisdictions: '*' },
};
