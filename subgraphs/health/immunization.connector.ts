import { z } from 'zod';
import { Concept, PartialDate, toCode } from './concept.connector.js';
import type { HealthImmunization } from './immunization.type.js';
import { defineSection } from './section.connector.js';

const Immunization = z.object({
  status: z.string(),
  vaccineCode: Concept.optional(),
  occurrenceDateTime: PartialDate.optional(),
  protocolApplied: z.array(z.object({ doseNumberPositiveInt: z.number().int().optional() })).optional(),
});

export const immunizationSection = defineSection({
  type: 'Immunization',
  shape: Immunization,
  date: ({ occurrenceDateTime }) => occurrenceDateTime,
  toRow: ({ status, vaccineCode, occurrenceDateTime, protocolApplied = [] }): HealthImmunization => ({
    vaccine: toCode(vaccineCode),
    given: status === 'completed',
    dose: protocolApplied[0]?.doseNumberPositiveInt ?? null,
    occurredOn: occurrenceDateTime ?? null,
  }),
});
