import type { CodeableConcept, Coding } from 'fhir/r4.js';

export const systems = {
  personalId: 'http://fhir.ehealth.gov.vn/core/sid/national_id',
  insurance: 'http://fhir.ehealth.gov.vn/core/sid/insurance_number',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  atc: 'http://www.whocc.no/atc',
  cvx: 'http://hl7.org/fhir/sid/cvx',
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  ucum: 'http://unitsofmeasure.org',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
} as const;

export type Term = readonly [code: string, display: string];

export interface Illness {
  readonly icd10: Term;
  readonly chronic: boolean;
  /** ATC term and dosage of the usual prescription. */
  readonly drug: Term;
  readonly dosage: string;
}

export const illnesses: readonly Illness[] = [
  {
    icd10: ['I10', 'Tăng huyết áp vô căn (nguyên phát)'],
    chronic: true,
    drug: ['C08CA01', 'Amlodipin 5 mg'],
    dosage: 'Uống 1 viên mỗi sáng',
  },
  {
    icd10: ['E11.9', 'Đái tháo đường không phụ thuộc insulin, chưa có biến chứng'],
    chronic: true,
    drug: ['A10BA02', 'Metformin 500 mg'],
    dosage: 'Uống 1 viên x 2 lần/ngày sau ăn',
  },
  {
    icd10: ['E78.5', 'Tăng lipid máu, không xác định'],
    chronic: true,
    drug: ['C10AA05', 'Atorvastatin 10 mg'],
    dosage: 'Uống 1 viên buổi tối',
  },
  {
    icd10: ['J45.9', 'Hen, không xác định'],
    chronic: true,
    drug: ['R03AC02', 'Salbutamol 100 mcg/liều xịt'],
    dosage: 'Xịt 2 nhát khi khó thở',
  },
  {
    icd10: ['M17.9', 'Thoái hóa khớp gối, không xác định'],
    chronic: true,
    drug: ['M01AC06', 'Meloxicam 7,5 mg'],
    dosage: 'Uống 1 viên mỗi ngày, 10 ngày',
  },
  {
    icd10: ['K29.7', 'Viêm dạ dày, không xác định'],
    chronic: false,
    drug: ['A02BC01', 'Omeprazol 20 mg'],
    dosage: 'Uống 1 viên trước ăn sáng, 14 ngày',
  },
  {
    icd10: ['J20.9', 'Viêm phế quản cấp, không xác định'],
    chronic: false,
    drug: ['J01CA04', 'Amoxicilin 500 mg'],
    dosage: 'Uống 1 viên x 3 lần/ngày, 7 ngày',
  },
  {
    icd10: ['M54.5', 'Đau vùng thắt lưng'],
    chronic: false,
    drug: ['N02BE01', 'Paracetamol 500 mg'],
    dosage: 'Uống 1 viên khi đau, cách nhau 6 giờ',
  },
];

export const hiv: Illness = {
  icd10: ['B24', 'Bệnh do virus gây suy giảm miễn dịch ở người [HIV], không xác định'],
  chronic: true,
  drug: ['J05AR27', 'Lamivudin, tenofovir disoproxil và dolutegravir'],
  dosage: 'Uống 1 viên mỗi ngày',
};

export const allergens: readonly Term[] = [
  ['91936005', 'Dị ứng penicillin'],
  ['91935009', 'Dị ứng lạc'],
  ['300913006', 'Dị ứng tôm, cua'],
  ['293586001', 'Dị ứng aspirin'],
];

export const vaccines: readonly Term[] = [
  ['19', 'Vắc xin BCG phòng lao'],
  ['45', 'Vắc xin viêm gan B'],
  ['03', 'Vắc xin sởi - quai bị - rubella'],
  ['208', 'Vắc xin COVID-19 (Pfizer-BioNTech)'],
  ['88', 'Vắc xin cúm mùa'],
];

export const concept = (system: string, [code, display]: Term): CodeableConcept => ({
  coding: [{ system, code, display }],
  text: display,
});

/** The labels of a resource about HIV, as Luật 64/2006/QH11 demands care for: restricted, and why. */
export const hivLabels: Coding[] = [
  { system: systems.confidentiality, code: 'R', display: 'restricted' },
  { system: systems.actCode, code: 'HIV', display: 'HIV/AIDS information sensitivity' },
];
