import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  Encounter,
  FhirResource,
  Immunization,
  MedicationRequest,
  Meta,
} from 'fhir/r4.js';
import type { World } from '../../world/types.js';
import { measurementsAt } from './measurements.js';
import type { PatientOf } from './patients.js';
import { createRandom, type Random } from '../../world/random.js';
import { allergens, concept, hiv, hivLabels, illnesses, systems, vaccines, type Illness } from './terminology.js';

export interface RecordStyle {
  /** A well-known person, whose record shows every kind of entry. */
  readonly rich: boolean;
  readonly withHiv: boolean;
}

/** All that the system holds of one patient besides the Patient resource itself. */
export function clinicalOf(of: PatientOf, { seed, today }: World, style: RecordStyle): FhirResource[] {
  const id = of.patient.id!;
  const random = createRandom(seed, `fhir ${id}`);
  const visits = visitDays(random, today, style.rich ? 8 : random.int(1, 4), of.person.birthDate);
  const found = style.rich ? illnesses.slice(0, 3) : [random.pick(of.person.birthDate < '2000' ? illnesses : acute)];
  const encounters = visits.map((day, at) => encounter(id, of.patient.managingOrganization?.reference, day, at, found[0]!));
  return [
    ...encounters,
    ...found.flatMap((illness, at) => illnessEntries(id, illness, at, visits[0]!)),
    ...(style.withHiv ? illnessEntries(id, hiv, 90, visits[0]!, { security: hivLabels }) : []),
    ...(style.rich || random.chance(0.3) ? [allergy(id, visits[0]!, random)] : []),
    ...immunizations(id, visits[0]!, of.person.birthDate, style.rich ? vaccines.length : random.int(1, 3)),
    ...visits.flatMap((day, at) => measurementsAt(id, day, at, random)),
    ...(style.rich || random.chance(0.05) ? [mistakenCondition(id, visits[0]!)] : []),
  ];
}

/** Days of visits, oldest first, the last within the year before `today`. */
function visitDays(random: Random, today: string, count: number, birthDate: string): string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  const day = 86_400_000;
  return Array.from({ length: count }, (_, back) => end - day * (back * 150 + random.int(5, 120)))
    .map((at) => new Date(at).toISOString().slice(0, 10))
    .filter((visit, back) => back === 0 || visit > birthDate)
    .toReversed();
}

const acute = illnesses.filter(({ chronic }) => !chronic);
const subject = (id: string) => ({ reference: `Patient/${id}` });
const status = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

function encounter(id: string, station: string | undefined, day: string, at: number, { icd10 }: Illness): Encounter {
  return {
    resourceType: 'Encounter',
    id: `${id}-e${at}`,
    status: 'finished',
    class: { system: systems.actCode, code: 'AMB', display: 'Khám ngoại trú' },
    subject: subject(id),
    period: { start: `${day}T08:00:00+07:00`, end: `${day}T08:40:00+07:00` },
    reasonCode: [at % 2 === 0 ? concept(systems.icd10, icd10) : { text: 'Khám sức khỏe định kỳ' }],
    ...(station !== undefined && { serviceProvider: { reference: station } }),
  };
}

function illnessEntries(id: string, illness: Illness, at: number, day: string, meta?: Meta): [Condition, MedicationRequest] {
  const condition: Condition = {
    resourceType: 'Condition',
    id: `${id}-c${at}`,
    ...(meta && { meta }),
    clinicalStatus: status(systems.conditionClinical, illness.chronic ? 'active' : 'resolved'),
    verificationStatus: status(systems.conditionVerification, 'confirmed'),
    code: concept(systems.icd10, illness.icd10),
    subject: subject(id),
    // Nobody remembers the day a long illness began.
    onsetDateTime: illness.chronic ? day.slice(0, at === 0 ? 7 : 4) : day,
    recordedDate: day,
  };
  return [
    condition,
    {
      resourceType: 'MedicationRequest',
      id: `${id}-m${at}`,
      ...(meta && { meta }),
      status: illness.chronic ? 'active' : 'completed',
      intent: 'order',
      medicationCodeableConcept: concept(systems.atc, illness.drug),
      subject: subject(id),
      authoredOn: `${day}T08:30:00+07:00`,
      reasonReference: [{ reference: `Condition/${condition.id}` }],
      dosageInstruction: [{ text: illness.dosage }],
    },
  ];
}

function allergy(id: string, day: string, random: Random): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    id: `${id}-a0`,
    clinicalStatus: status(systems.allergyClinical, 'active'),
    verificationStatus: status(systems.allergyVerification, 'confirmed'),
    criticality: random.pick(['low', 'high', 'unable-to-assess']),
    code: concept(systems.snomed, random.pick(allergens)),
    patient: subject(id),
    recordedDate: day.slice(0, 4),
    reaction: [{ manifestation: [{ text: 'Nổi mày đay' }] }],
  };
}

function immunizations(id: string, day: string, birthDate: string, count: number): Immunization[] {
  return vaccines.slice(0, count).map((vaccine, at) => ({
    resourceType: 'Immunization',
    id: `${id}-i${at}`,
    status: at === 4 ? 'not-done' : 'completed',
    vaccineCode: concept(systems.cvx, vaccine),
    patient: subject(id),
    occurrenceDateTime: at < 2 ? birthDate.slice(0, 7) : day,
    protocolApplied: [{ doseNumberPositiveInt: at === 3 ? 2 : 1 }],
  }));
}

/** An entry made in error and left standing, as R4 has it: nothing is deleted. */
function mistakenCondition(id: string, day: string): Condition {
  return {
    resourceType: 'Condition',
    id: `${id}-x0`,
    verificationStatus: status(systems.conditionVerification, 'entered-in-error'),
    code: concept(systems.icd10, ['C34.9', 'U ác của phế quản hoặc phổi, không xác định']),
    subject: subject(id),
    recordedDate: day,
  };
}
