import { z } from 'zod';
import { Concept, PartialDate, Period, Quantity, toCode, toText } from './concept.connector.js';
import type { HealthMeasure, HealthObservation } from './observation.type.js';
import { defineSection } from './section.connector.js';

const Measure = z.object({
  code: Concept.optional(),
  valueQuantity: Quantity.optional(),
  valueInteger: z.number().int().optional(),
  valueCodeableConcept: Concept.optional(),
  valueString: z.string().optional(),
});
const Observation = Measure.extend({
  effectiveDateTime: PartialDate.optional(),
  effectiveInstant: PartialDate.optional(),
  effectivePeriod: Period.optional(),
  component: z.array(Measure).optional(),
});

function toMeasure({ code, valueQuantity = {}, valueInteger, ...words }: z.infer<typeof Measure>): HealthMeasure {
  const { value = valueInteger ?? null, comparator, unit = valueQuantity.code ?? null } = valueQuantity;
  const text = words.valueString ?? toText(words.valueCodeableConcept);
  if (comparator === undefined || value === null) return { code: toCode(code), value, unit, text };
  // "Less than 5" is not five.
  return {
    code: toCode(code),
    value: null,
    unit: null,
    text: [comparator, value, unit].filter((part) => part !== null).join(' '),
  };
}

const hasValue = ({ value, text }: HealthMeasure) => value !== null || text !== null;

const observedAt = ({ effectiveDateTime, effectiveInstant, effectivePeriod }: z.infer<typeof Observation>) =>
  effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.start;

export const observationSection = defineSection({
  type: 'Observation',
  // All that have a result, so that the last few asked for are not used up by entries that will not be shown.
  parameters: { status: 'preliminary,final,amended,corrected,unknown' },
  shape: Observation,
  date: observedAt,
  toRow: (raw): HealthObservation => ({
    code: toCode(raw.code),
    observedAt: observedAt(raw) ?? null,
    measures: [raw, ...(raw.component ?? [])].map(toMeasure).filter(hasValue),
  }),
});
