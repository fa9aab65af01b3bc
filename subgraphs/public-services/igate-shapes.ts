import { z } from 'zod';

const vietnamese = 228;

/** A name in either of its forms: plain, or one for each language. */
export const Name = z
  .union([z.string(), z.array(z.object({ languageId: z.number(), name: z.string() }))])
  .transform((name) =>
    typeof name === 'string' ? name : ((name.find(({ languageId }) => languageId === vietnamese) ?? name[0])?.name ?? ''),
  );

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

/** An instant whose offset may lack its colon: `+0700`, `+07:00`, `Z`. */
export const Instant = z
  .string()
  .regex(instantForm)
  .transform((text) => new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  .refine((at) => !Number.isNaN(at.getTime()));

const utcPlus7Ms = 7 * 3_600_000;

/** A calendar day written as the instant of local midnight: `1989-12-31T17:00:00.000+0000` is 1 January 1990. */
export const Day = Instant.transform((at) => new Date(at.getTime() + utcPlus7Ms).toISOString().slice(0, 10));

/** First and last instant of a calendar day in Vietnam, as iGate's `…-from` and `…-to` take them. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00.000+07:00`).toISOString();
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999+07:00`).toISOString();
