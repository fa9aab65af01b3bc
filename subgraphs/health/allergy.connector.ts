import { z } from 'zod';
import { HealthAllergyCriticality, type HealthAllergy } from './allergy.type.js';
import { Concept, isRefuted, PartialDate, toCode, toEnum, toText } from './concept.connector.js';
import { defineSection } from './section.connector.js';

const AllergyIntolerance = z.object({
  verificationStatus: Concept.optional(),
  criticality: z.string().optional(),
  code: Concept.optional(),
  recordedDate: PartialDate.optional(),
  reaction: z.array(z.object({ manifestation: z.array(Concept) })).optional(),
});

export const allergySection = defineSection({
  type: 'AllergyIntolerance',
  shape: AllergyIntolerance,
  date: ({ recordedDate }) => recordedDate,
  toRow: ({ verificationStatus, code, criticality, reaction = [], recordedDate }): HealthAllergy | null =>
    isRefuted(verificationStatus)
      ? null
      : {
          substance: toCode(code),
          criticality: toEnum(HealthAllergyCriticality, criticality),
          reactions: reaction.flatMap(({ manifestation }) => manifestation.flatMap((sign) => toText(sign) ?? [])),
          recordedOn: recordedDate ?? null,
        },
});
