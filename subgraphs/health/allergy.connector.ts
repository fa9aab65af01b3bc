import { z } from 'zod';
import { HealthAllergyCriticality, type HealthAllergy } from './allergy.type.js';
import { Concept, PartialDate, Reference, toCode, toEnum, toText } from './concept.connector.js';
import { defineSection } from './section.connector.js';

const AllergyIntolerance = z.object({
  patient: Reference,
  criticality: z.string().optional(),
  code: Concept.optional(),
  recordedDate: PartialDate.optional(),
  reaction: z.array(z.object({ manifestation: z.array(Concept) })).optional(),
});

export const allergySection = defineSection({
  type: 'AllergyIntolerance',
  shape: AllergyIntolerance,
  patient: ({ patient }) => patient,
  date: ({ recordedDate }) => recordedDate,
  toRow: ({ code, criticality, reaction = [], recordedDate }): HealthAllergy => ({
    substance: toCode(code),
    criticality: toEnum(HealthAllergyCriticality, criticality),
    reactions: reaction.flatMap(({ manifestation }) => manifestation.flatMap((sign) => toText(sign) ?? [])),
    recordedOn: recordedDate ?? null,
  }),
});
