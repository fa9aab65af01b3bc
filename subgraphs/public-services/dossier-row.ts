import { z } from 'zod';
import { Day, Instant, Name } from './igate-shapes.js';
import { ProcedureLevel, ProcedureMention } from './procedure.connector.js';

const orNull = <T extends z.ZodType>(shape: T) => shape.nullable().default(null);
const text = orNull(z.string());
const instant = orNull(Instant);

const Applicant = z.object({
  fullname: text,
  birthday: orNull(Day),
  identityNumber: text,
  phoneNumber: text,
  email: text,
  address: text,
});

const Task = z.object({
  name: Name,
  assignee: z.object({ fullname: text }).nullable().default({ fullname: null }),
  assignedDate: instant,
  completedDate: instant,
});

/** A row of `/pa/dossier/search`: what the hub reads of it. */
export const DossierRow = z.object({
  id: z.string(),
  code: z.string(),
  nationCode: text,
  dossierStatus: z.object({ id: z.number().int(), name: Name }),
  applyMethod: orNull(z.object({ id: z.number().int() })),
  applicant: z.object({ data: orNull(Applicant) }).default({ data: null }),
  procedure: orNull(ProcedureMention),
  procedureLevel: ProcedureLevel,
  agency: orNull(z.object({ code: text, ancestors: z.array(z.object({ code: text })).default([]) })),
  appliedDate: instant,
  acceptedDate: instant,
  appointmentDate: instant,
  completedDate: instant,
  returnedDate: instant,
  task: z.array(Task).default([]),
  evaluation: orNull(z.object({ id: z.number().int() })),
  eForm: orNull(z.object({ data: orNull(z.object({ maThuaDat: text })) })),
});
export type DossierRow = z.infer<typeof DossierRow>;
