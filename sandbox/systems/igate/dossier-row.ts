import type { WorldDossier, WorldPerson, WorldProcedure } from '../../world/types.js';
import { lineageOf, statusOf, type ProvinceData } from './province.js';
import { dayOf, instantOf, nameOf, objectId, varietyOf, type Name } from './wording.js';

const levelNames: Readonly<Record<number, string>> = {
  2: 'Cung cấp thông tin trực tuyến',
  3: 'Một phần',
  4: 'Toàn trình',
};
const ratings = {
  SATISFIED: { id: 1, name: 'Hài lòng' },
  ACCEPTABLE: { id: 2, name: 'Chấp nhận' },
  UNSATISFIED: { id: 3, name: 'Không hài lòng' },
} as const;

export const levelOf = (level: number) => ({ id: objectId('level', level), code: level, name: levelNames[level] ?? '' });

/** A step that was noted since the system began. */
export type NotedStep = WorldDossier['steps'][number] & { readonly comment: string };

/** A dossier in the words of `/pa/dossier/search`. */
export function dossierRow(
  data: ProvinceData,
  { dossier, updatedAt }: { readonly dossier: WorldDossier; readonly updatedAt: string },
  noted: readonly NotedStep[],
): object {
  const variety = varietyOf(dossier.code);
  const instant = (at: string | null) => instantOf(at, variety);
  const procedure = data.procedureByCode.get(dossier.procedureCode);
  const applicant = data.personById.get(dossier.applicantId);
  const status = statusOf(data, dossier.status);
  return {
    id: objectId('dossier', dossier.code),
    code: dossier.code,
    nationCode: dossier.online ? nationCode(data, dossier) : null,
    isDVCLT: false,
    dossierStatus: { id: status.id, name: nameOf(status.name, variety) },
    dossierTaskStatus: { id: objectId('task-status', status.id), name: nameOf(status.name, variety + 1) },
    applyMethod: dossier.online ? { id: 1, name: 'Trực tuyến' } : { id: 0, name: 'Trực tiếp' },
    applicant: applicant && applicantRow(applicant),
    procedure: procedure && procedureRow(procedure, variety),
    procedureLevel: procedure && levelOf(procedure.level),
    agency: agencyRow(data, dossier.agencyId, variety),
    appliedDate: instant(dossier.appliedAt),
    acceptedDate: instant(dossier.acceptedAt),
    appointmentDate: instant(dossier.dueAt),
    dueDate: instant(dossier.dueAt),
    completedDate: instant(dossier.completedAt),
    returnedDate: instant(dossier.returnedAt),
    updatedDate: instant(updatedAt),
    processingTime: procedure?.processingDays ?? null,
    processingTimeUnit: 'd',
    task: [...dossier.steps.map(taken), ...noted].map((step) => taskRow(step, variety)),
    evaluation: dossier.satisfaction === null ? null : ratings[dossier.satisfaction],
    eForm: { data: dossier.parcelCode === null ? {} : { maThuaDat: dossier.parcelCode } },
  };
}

function taskRow({ name, officer, startedAt, endedAt, comment }: NotedStep, variety: number): object {
  return {
    name: nameOf(name, variety),
    assignee: { fullname: officer },
    assignedDate: instantOf(startedAt, variety),
    completedDate: instantOf(endedAt, variety),
    comment,
  };
}

const taken = (step: WorldDossier['steps'][number]): NotedStep => ({ ...step, comment: '' });

/** The dossier's number on the national portal: the old identifier, leaf first, before the same day and sequence. */
export const nationCode = ({ agencyById }: ProvinceData, { code, agencyId }: WorldDossier): string =>
  code.replace(agencyId, agencyById.get(agencyId)?.code102 ?? agencyId);

function applicantRow(person: WorldPerson): object {
  return {
    userId: objectId('user', person.personalId),
    eformId: objectId('eform', 'applicant'),
    data: {
      fullname: person.fullName,
      ownerFullname: person.fullName,
      birthday: dayOf(person.birthDate),
      gender: person.sex === 'MALE' ? 1 : 0,
      identityNumber: person.personalId,
      phoneNumber: person.phone,
      email: person.email,
      nation: { label: 'Việt Nam', value: objectId('nation', 'vn') },
      village: { label: person.communeCode, value: objectId('place', person.communeCode) },
      address: person.address,
    },
  };
}

function procedureRow({ code, name, sector }: WorldProcedure, variety: number): object {
  const spelled: { translate: Name } | { name: string } = variety % 2 === 0 ? { translate: nameOf(name, 0) } : { name };
  return {
    id: objectId('procedure', code),
    code,
    ...spelled,
    sector: { id: objectId('sector', sector.code), code: sector.code, name: nameOf(sector.name, variety) },
  };
}

function agencyRow(data: ProvinceData, id: string, variety: number): object {
  const [own, ...above] = lineageOf(data, id).map((agency) => ({
    id: objectId('agency', agency.id),
    code: agency.id,
    name: nameOf(agency.name, variety),
  }));
  return { ...(own ?? { id: objectId('agency', id), code: id, name: id }), parent: above[0] ?? null, ancestors: above };
}
