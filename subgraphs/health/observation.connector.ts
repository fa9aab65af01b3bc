import { z } from 'zod';
import { Concept, PartialDate, Quantity, Reference, toCode, toText } from './concept.connector.js';
import type { HealthMeasure, HealthObservation } from './observation.type.js';
import { defineSection } from './section.connector.js';

const Measure = z.object({
  code: Concept.optional(),
  valueQuantity: Quantity.optional(),
  valueCodeableConcept: Concept.optional(),
  valueString: z.string().optional(),
});
const Observation = Measure.extend({
  subject: Reference.optional(),
  effectiveDateTime: PartialDate.optional(),
  component: z.array(Measure).optional(),
});

const toMeasure = ({ code, valueQuantity, valueCodeableConcept, valueString }: z.infer<typeof Measure>): HealthMeasure => ({
  code: toCode(code),
  value: valueQuantity?.value ?? null,
  unit: valueQuantity?.unit ?? valueQuantity?.code ?? null,
  text: valueString ?? toText(valueCodeableConcept),
});

const hasValue = ({ value, text }: HealthMeasure) => value !== null || text !== null;

export const observationSection = defineSection({
  type: 'Observation',
  // All but entered-in-error, so that the last few asked for are not used up by entries that will not be shown.
  parameters: { status: 'registered,preliminary,final,amended,corrected,cancelled,unknown' },
  shape: Observation,
  patient: ({ subject }) => subject,
  date: ({ effectiveDateTime }) => effectiveDateTime,
  toRow: (raw): HealthObservation => ({
    code: toCode(raw.code),
    observedAt: raw.effectiveDateTime ?? null,
    measures: [raw, ...(raw.component ?? [])].map(toMeasure).filter(hasValue),
  }),
});
