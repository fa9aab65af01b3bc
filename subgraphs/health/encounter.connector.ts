import { z } from 'zod';
import { Concept, PartialDate, Reference, toCode } from './concept.connector.js';
import type { HealthEncounter } from './encounter.type.js';
import { defineSection } from './section.connector.js';

const Encounter = z.object({
  subject: Reference.optional(),
  class: z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() }).optional(),
  period: z.object({ start: PartialDate.optional(), end: PartialDate.optional() }).optional(),
  reasonCode: z.array(Concept).optional(),
});

export const encounterSection = defineSection({
  type: 'Encounter',
  shape: Encounter,
  patient: ({ subject }) => subject,
  date: ({ period }) => period?.start,
  toRow: ({ class: kind, period, reasonCode = [] }): HealthEncounter => ({
    kind: toCode(kind && { coding: [kind] }),
    startedAt: period?.start ?? null,
    endedAt: period?.end ?? null,
    reasons: reasonCode.flatMap((reason) => toCode(reason) ?? []),
  }),
});
