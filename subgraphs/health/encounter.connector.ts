import { z } from 'zod';
import { Concept, Period, toCode } from './concept.connector.js';
import type { HealthEncounter } from './encounter.type.js';
import { defineSection } from './section.connector.js';

const Encounter = z.object({
  status: z.string().optional(),
  class: z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() }).optional(),
  period: Period.optional(),
  reasonCode: z.array(Concept).optional(),
});

// Nobody has come yet, or nobody came.
const notVisits = ['planned', 'cancelled'];

export const encounterSection = defineSection({
  type: 'Encounter',
  shape: Encounter,
  date: ({ period }) => period?.start,
  toRow: ({ status = '', class: kind, period, reasonCode = [] }): HealthEncounter | null =>
    notVisits.includes(status)
      ? null
      : {
          kind: toCode(kind && { coding: [kind] }),
          startedAt: period?.start ?? null,
          endedAt: period?.end ?? null,
          reasons: reasonCode.flatMap((reason) => toCode(reason) ?? []),
        },
});
