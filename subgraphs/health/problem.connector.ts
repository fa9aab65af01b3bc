import { z } from 'zod';
import { Concept, PartialDate, Reference, toCode, toEnum, toStatus } from './concept.connector.js';
import { HealthProblemStatus, type HealthProblem } from './problem.type.js';
import { defineSection } from './section.connector.js';

const Condition = z.object({
  subject: Reference,
  clinicalStatus: Concept.optional(),
  code: Concept.optional(),
  onsetDateTime: PartialDate.optional(),
  recordedDate: PartialDate.optional(),
});

export const problemSection = defineSection({
  type: 'Condition',
  shape: Condition,
  patient: ({ subject }) => subject,
  date: ({ recordedDate, onsetDateTime }) => recordedDate ?? onsetDateTime,
  toRow: ({ clinicalStatus, code, onsetDateTime, recordedDate }): HealthProblem => ({
    code: toCode(code),
    status: toEnum(HealthProblemStatus, toStatus(clinicalStatus)),
    onset: onsetDateTime ?? null,
    recordedOn: recordedDate ?? null,
  }),
});
