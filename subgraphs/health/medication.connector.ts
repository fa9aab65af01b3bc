import { z } from 'zod';
import { Concept, PartialDate, Reference, toCode, toEnum } from './concept.connector.js';
import { HealthMedicationStatus, type HealthMedication } from './medication.type.js';
import { defineSection } from './section.connector.js';

const MedicationRequest = z.object({
  status: z.string(),
  doNotPerform: z.boolean().optional(),
  medicationCodeableConcept: Concept.optional(),
  medicationReference: Reference.optional(),
  authoredOn: PartialDate.optional(),
  dosageInstruction: z.array(z.object({ text: z.string().optional() })).optional(),
});

export const medicationSection = defineSection({
  type: 'MedicationRequest',
  shape: MedicationRequest,
  date: ({ authoredOn }) => authoredOn,
  toRow: ({ doNotPerform, ...raw }): HealthMedication | null => (doNotPerform === true ? null : toMedication(raw)),
});

const toMedication = ({
  status,
  medicationCodeableConcept,
  medicationReference,
  authoredOn,
  dosageInstruction = [],
}: z.infer<typeof MedicationRequest>): HealthMedication => ({
  // The reference's own text names the medicine, without another read.
  medication: toCode(medicationCodeableConcept ?? (medicationReference && { text: medicationReference.display })),
  status: toEnum(HealthMedicationStatus, status),
  dosage: dosageInstruction.flatMap(({ text }) => text ?? []).join('; ') || null,
  prescribedAt: authoredOn ?? null,
});
