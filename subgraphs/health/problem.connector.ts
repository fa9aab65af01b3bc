import { z } from 'zod';
import { Concept, isRefuted, PartialDate, toCode, toEnum, toStatus } from './concept.connector.js';
import { HealthProblemStatus, type HealthProblem } from './problem.type.js';
import { defineSection } from './section.connector.js';

const Condition = z.object({
  verificationStatus: Concept.optional(),
  clinicalStatus: Concept.optional(),
  code: Concept.optional(),
  onsetDateTime: PartialDate.optional(),
  recordedDate: PartialDate.optional(),
});

export const problemSection = defineSection({
  type: 'Condition',
  shape: Condition,
  date: ({ recordedDate, onsetDateTime }) => recordedDate ?? onsetDateTime,
  toRow: ({ verificationStatus, clinicalStatus, code, onsetDateTime, recordedDate }): HealthProblem | null =>
    isRefuted(verificationStatus)
      ? null
      : {
          code: toCode(code),
          status: toEnum(HealthProblemStatus, toStatus(clinicalStatus)),
          onset: onsetDateTime ?? null,
          recordedOn: recordedDate ?? null,
        },
});
