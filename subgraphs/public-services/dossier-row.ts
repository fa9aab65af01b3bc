import { z } from 'zod';
import { Day, Instant, Name } from './igate-shapes.js';
import { ProcedureLevel, ProcedureMention } from './procedure.connector.js';

// The product leaves out what is empty, or writes null.
const orNull = <T extends z.ZodType>(shape: T) => shape.nullable().default(null);
const text = orNull(z.string());
const instant = orNull(Instant);
const listOf = <T extends z.ZodType>(shape: T) => orNull(z.array(shape)).transform((list) => list ?? []);

const Applicant = z.object({
  fullname: text,
  // Typed in by hand in many places: a day of another form is no reason to lose the dossier.
  birthday: orNull(Day).catch(null),
  identityNumber: text,
  phoneNumber: text,
  email: text,
  address: text,
});

const Task = z.object({
  name: Name,
  assignee: orNull(z.object({ fullname: text })),
  assignedDate: instant,
  completedDate: instant,
  comment: text.transform((words) => words || null),
});

/** A row of `/pa/dossier/search`: what the hub reads of it. */
export const DossierRow = z.object({
  id: z.string(),
  code: z.string(),
  nationCode: text,
  dossierStatus: z.object({ id: z.number().int(), name: Name }),
  applyMethod: orNull(z.object({ id: z.number().int() })),
  applicant: orNull(z.object({ data: orNull(Applicant) })),
  procedure: orNull(ProcedureMention),
  procedureLevel: ProcedureLevel,
  agency: orNull(z.object({ code: text, ancestors: listOf(z.object({ code: text })) })),
  appliedDate: instant,
  acceptedDate: instant,
  appointmentDate: instant,
  completedDate: instant,
  returnedDate: instant,
  updatedDate: instant,
  task: listOf(Task),
  evaluation: orNull(z.object({ id: z.number().int() })),
  eForm: orNull(z.object({ data: orNull(z.object({ maThuaDat: text })) })),
});
export type DossierRow = z.infer<typeof DossierRow>;
