import type { Observation } from 'fhir/r4.js';
import type { Random } from '../../world/random.js';
import { concept, systems, type Term } from './terminology.js';

const quantity = (value: number, unit: string) => ({ value, unit, system: systems.ucum, code: unit });

/** What a nurse measures at one visit: blood pressure, weight, glucose. */
export function measurementsAt(patientId: string, day: string, visit: number, random: Random): Observation[] {
  const observation = (kind: string, code: Term): Observation => ({
    resourceType: 'Observation',
    id: `${patientId}-o${visit}${kind}`,
    status: 'final',
    code: concept(systems.loinc, code),
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: `${day}T08:10:00+07:00`,
  });
  return [
    {
      ...observation('bp', ['85354-9', 'Huyết áp']),
      component: [
        {
          code: concept(systems.loinc, ['8480-6', 'Huyết áp tâm thu']),
          valueQuantity: quantity(random.int(105, 160), 'mm[Hg]'),
        },
        {
          code: concept(systems.loinc, ['8462-4', 'Huyết áp tâm trương']),
          valueQuantity: quantity(random.int(65, 100), 'mm[Hg]'),
        },
      ],
    },
    { ...observation('wt', ['29463-7', 'Cân nặng']), valueQuantity: quantity(random.int(420, 820) / 10, 'kg') },
    {
      ...observation('gl', ['15074-8', 'Đường huyết']),
      valueQuantity: quantity(random.int(42, 98) / 10, 'mmol/L'),
      ...(visit === 1 && { status: 'entered-in-error' as const }),
    },
  ];
}
