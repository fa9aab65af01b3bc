import { PersonalId } from '../../schema/check.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { ApplyMethod, DossierApplicant, DossierStep, Satisfaction } from './dossier-parts.type.js';
import type { DossierRow } from './dossier-row.js';
import type { DossierRecord } from './dossier.type.js';
import type { IgateClient } from './igate-client.js';
import type { JurisdictionTable } from './jurisdiction-table.js';
import { mentioned } from './procedure.connector.js';
import type { StatusTable } from './status-table.js';
import { isOpen, type DossierStatus } from './status.type.js';

export interface DossierMapping {
  readonly client: IgateClient;
  readonly statuses: StatusTable;
  readonly jurisdictions: JurisdictionTable;
}

const ratings: Readonly<Record<number, Satisfaction>> = { 1: 'SATISFIED', 2: 'ACCEPTABLE', 3: 'UNSATISFIED' };
const online = 1;

/** A row of iGate's search in the hub's words. */
export function toDossier(mapping: DossierMapping, row: DossierRow): DossierRecord {
  const { client, statuses, jurisdictions } = mapping;
  const lineage = row.agency ? [row.agency, ...row.agency.ancestors].flatMap(({ code }) => code ?? []) : [];
  const jurisdiction = jurisdictions.jurisdictionOf(lineage);
  const status = statuses.national(row.dossierStatus.id);
  const applicant = applicantOf(row);
  return {
    rowId: row.id,
    lineage,
    persons: applicant?.person ? [applicant.person.personalId] : [],
    code: row.code,
    nationalCode: row.nationCode,
    agency: row.agency?.code ? { id: row.agency.code } : null,
    jurisdiction: jurisdiction === null ? null : { slug: jurisdiction },
    status,
    rawStatus: { code: row.dossierStatus.id, name: row.dossierStatus.name },
    applicant,
    ...subjectOf(mapping, row),
    ...courseOf(row, status, client.options.now ? new Date(client.options.now) : new Date()),
    provenance: provenanceOf(client.source, jurisdiction),
  };
}

function subjectOf({ client }: DossierMapping, { procedure, procedureLevel, eForm, applyMethod, evaluation }: DossierRow) {
  const parcel = eForm?.data?.maThuaDat;
  return {
    procedure: procedure && mentioned(client, procedure, procedureLevel?.code ?? null),
    parcel: parcel ? { code: parcel } : null,
    applyMethod: applyMethod && methodOf(applyMethod.id),
    satisfaction: evaluation && (ratings[evaluation.id] ?? null),
  };
}

const methodOf = (id: number): ApplyMethod => (id === online ? 'ONLINE' : 'DIRECT');

function courseOf(row: DossierRow, status: DossierStatus, now: Date) {
  const { appliedDate, acceptedDate, appointmentDate, completedDate, returnedDate } = row;
  const measured = completedDate ?? (isOpen(status) ? now : null);
  const overdue = appointmentDate !== null && measured !== null && measured > appointmentDate;
  return {
    appliedAt: appliedDate,
    acceptedAt: acceptedDate,
    dueAt: appointmentDate,
    completedAt: completedDate,
    returnedAt: returnedDate,
    overdue,
    onTime: completedDate && !overdue,
    steps: stepsOf(row),
  };
}

/** Oldest first, whatever order the source keeps; steps without a beginning are yet to come. */
const stepsOf = ({ task }: DossierRow): DossierStep[] =>
  task
    .map(({ name, assignee, assignedDate, completedDate, comment }) => ({
      name,
      startedAt: assignedDate,
      endedAt: completedDate,
      officerName: assignee?.fullname ?? null,
      note: comment,
    }))
    .toSorted((a, b) => timeOf(a.startedAt) - timeOf(b.startedAt) || 0);

const timeOf = (at: Date | null) => at?.getTime() ?? Infinity;

/** Who applied, by the personal identifier; null where the row names none that is one. */
export function personIn({ applicant }: DossierRow): string | null {
  const personalId = PersonalId.safeParse(applicant?.data?.identityNumber);
  return personalId.success ? personalId.data : null;
}

function applicantOf(row: DossierRow): DossierApplicant | null {
  const data = row.applicant?.data;
  if (!data) return null;
  const personalId = personIn(row);
  return {
    person: personalId === null ? null : { personalId },
    fullName: data.fullname,
    birthDate: data.birthday,
    phone: data.phoneNumber,
    email: data.email,
    address: data.address,
  };
}
