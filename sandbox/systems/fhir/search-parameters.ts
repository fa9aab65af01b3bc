import type { CodeableConcept, FhirResource, Identifier, Reference } from 'fhir/r4.js';

/** Searched types and, for each parameter, the keys under which a resource is found. Tokens are found with their system and without. */
export const searchParameters: Readonly<Record<string, Readonly<Record<string, (resource: never) => string[]>>>> = {
  Patient: {
    identifier: ({ identifier = [] }: { identifier?: Identifier[] }) =>
      identifier.flatMap(({ system, value }) => token(system, value)),
    organization: ({ managingOrganization }: { managingOrganization?: Reference }) => reference(managingOrganization),
    active: ({ active }: { active?: boolean }) => [String(active ?? true)],
  },
  Organization: {},
  Encounter: clinical(({ class: kind }: { class?: { system?: string; code?: string } }) => token(kind?.system, kind?.code)),
  Condition: {
    ...clinical(codesOf),
    'clinical-status': ({ clinicalStatus }: { clinicalStatus?: CodeableConcept }) => tokens(clinicalStatus),
  },
  AllergyIntolerance: clinical(codesOf),
  MedicationRequest: clinical(({ medicationCodeableConcept }: { medicationCodeableConcept?: CodeableConcept }) =>
    tokens(medicationCodeableConcept),
  ),
  Immunization: clinical(({ vaccineCode }: { vaccineCode?: CodeableConcept }) => tokens(vaccineCode)),
  Observation: clinical(codesOf),
};

interface Dated {
  readonly period?: { readonly start?: string };
  readonly recordedDate?: string;
  readonly authoredOn?: string;
  readonly occurrenceDateTime?: string;
  readonly effectiveDateTime?: string;
}

/** The date a resource is sorted by; each type names its own differently. */
export function dateOf(resource: FhirResource): string {
  const { period, recordedDate, authoredOn, occurrenceDateTime, effectiveDateTime } = resource as Dated;
  return period?.start ?? recordedDate ?? authoredOn ?? occurrenceDateTime ?? effectiveDateTime ?? '';
}

function clinical(code: (resource: never) => string[]) {
  return {
    code,
    patient: ({ subject, patient }: { subject?: Reference; patient?: Reference }) => reference(subject ?? patient),
    subject: ({ subject }: { subject?: Reference }) => reference(subject),
    status: ({ status }: { status?: string }) => (status === undefined ? [] : [status]),
  };
}

function codesOf({ code }: { code?: CodeableConcept }): string[] {
  return tokens(code);
}

const tokens = (concept: CodeableConcept | undefined) =>
  (concept?.coding ?? []).flatMap(({ system, code }) => token(system, code));

const token = (system: string | undefined, value: string | undefined): string[] =>
  value === undefined ? [] : [`${system ?? ''}|${value}`, value];

/** `Patient/p1`, and the bare id, as R4 allows where the type is clear. */
const reference = (to: Reference | undefined): string[] =>
  to?.reference === undefined ? [] : [to.reference, to.reference.split('/').at(-1)!];
