import type { CodeableConcept, Coding } from 'fhir/r4.js';
import { purposes, type Purpose } from '../../../auth/purposes.js';
import type { AccessRecord, Outcome } from '../record.js';

// Codes of HL7, DICOM and IHE where they have one that fits; the hub's own, under `urn:lien-thong-hub:`, beside them or in their place.

export const own = (kind: string): string => `urn:lien-thong-hub:${kind}`;

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const terminology = (name: string) => `http://terminology.hl7.org/CodeSystem/${name}`;
const concept = (system: string, code: string, display: string): CodeableConcept => ({ coding: [{ system, code, display }] });

/** IHE records who asks as the source of the question, and who answers as its destination. */
export const agentTypes = {
  user: concept(terminology('v3-ParticipationType'), 'IRCP', 'information recipient'),
  client: concept(dicom, '110153', 'Source Role ID'),
  hub: concept(dicom, '110152', 'Destination Role ID'),
} as const;

export const codes = {
  rest: { system: terminology('audit-event-type'), code: 'rest', display: 'RESTful Operation' },
  applicationServer: { system: terminology('security-source-type'), code: '4', display: 'Application Server' },
  person: { system: terminology('audit-entity-type'), code: '1', display: 'Person' },
  systemObject: { system: terminology('audit-entity-type'), code: '2', display: 'System Object' },
  requestId: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' },
  query: { system: terminology('object-role'), code: '24', display: 'Query' },
  patient: { system: terminology('object-role'), code: '1', display: 'Patient' },
  dataSubject: { system: own('entity-role'), code: 'data-subject', display: 'Data subject' },
} as const satisfies Readonly<Record<string, Coding>>;

/** HL7 knows searches and operations; what GraphQL calls it stands beside. */
export function subtypesOf({ operation: { type } }: AccessRecord): Coding[] {
  const interaction = type === 'query' ? 'search' : 'operation';
  return [
    { system: 'http://hl7.org/fhir/restful-interaction', code: interaction, display: interaction },
    ...(type === null ? [] : [{ system: own('operation-type'), code: type }]),
  ];
}

/** Reading by a question is an execution (E) in the records of IHE. */
export const actionOf = ({ operation: { type } }: AccessRecord): 'E' | 'U' => (type === 'mutation' ? 'U' : 'E');

/** Success, minor, serious and major failure. What was answered in part was answered: whoever looks for disclosures must find it. */
export const outcomeCodes = {
  granted: '0',
  partial: '0',
  aborted: '4',
  invalid: '4',
  limited: '4',
  denied: '4',
  'timed-out': '8',
  failed: '8',
  unavailable: '12',
} as const satisfies Readonly<Record<Outcome, '0' | '4' | '8' | '12'>>;

/** Those of HL7's purposes of use that say no more than ours do. */
const purposesOfUse: Readonly<Partial<Record<Purpose, readonly (readonly [code: string, display: string])[]>>> = {
  TREATMENT: [['TREAT', 'treatment']],
  EMERGENCY: [
    ['ETREAT', 'Emergency Treatment'],
    ['BTG', 'break the glass'],
  ],
};

export function purposeConcepts(code: Purpose): CodeableConcept[] {
  const known = purposesOfUse[code] ?? [];
  // A record of another version may hold a purpose this one does not know.
  const text = code in purposes ? purposes[code].description : code;
  return [
    {
      coding: [
        ...known.map(([use, display]) => ({ system: terminology('v3-ActReason'), code: use, display })),
        { system: own('purpose'), code },
      ],
      text,
    },
  ];
}
