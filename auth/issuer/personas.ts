import type { CallerFacts } from '../caller.js';

export interface Persona extends Pick<CallerFacts, 'roles' | 'jurisdictions' | 'agency' | 'personalId'> {
  /** Who this is, in one line. */
  readonly description: string;
}

const nobody = { agency: null, personalId: null } as const;

/** The people of the embedded issuer: sign in with the name as user name and password. All invented. */
export const personas: Readonly<Record<string, Persona>> = {
  citizen: {
    description: 'Nguyễn Thị Minh Hạnh, a citizen of phường Trường Vinh',
    roles: ['citizen'],
    jurisdictions: ['vinh'],
    agency: null,
    personalId: '040199000001',
  },
  officer: {
    description: 'a one-stop officer of UBND phường Trường Vinh (H41.17)',
    roles: ['officer'],
    jurisdictions: ['vinh'],
    agency: 'H41.17',
    personalId: null,
  },
  clinician: { description: 'a doctor in Vinh', roles: ['clinician'], jurisdictions: ['vinh'], ...nobody },
  ioc: { description: 'the operations centre of Vinh', roles: ['ioc'], jurisdictions: ['vinh'], ...nobody },
  province: {
    description: 'the operations centre of Nghệ An',
    roles: ['province'],
    jurisdictions: ['vinh', 'thai-hoa', 'hoang-mai'],
    ...nobody,
  },
  auditor: { description: 'a read-only auditor', roles: ['auditor'], jurisdictions: '*', ...nobody },
  admin: { description: 'an operator of the hub', roles: ['admin'], jurisdictions: '*', ...nobody },
};
