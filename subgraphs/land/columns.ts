import { z } from 'zod';

// Columns as provincial layers hold them: the same one is text in one province and a number in the next, and empty text stands for
// nothing as often as null does.

const digits = z
  .string()
  .trim()
  .regex(/^-?\d+(\.\d+)?$/);
const nothing = z.literal('').transform(() => null);

export const number = z.union([z.number(), digits.transform(Number)]);
export const wholeNumber = number.pipe(z.number().int());
export const count = wholeNumber.pipe(z.number().nonnegative());
export const optionalNumber = z.union([number, nothing]).nullish();

export const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim() || null)
  .nullish();

/** A number has lost the zeros its code begins with. */
const code = (length: number) => z.union([z.string(), z.number().transform((value) => String(value).padStart(length, '0'))]);
export const communeCode = code(5);
export const optionalPersonalId = code(12).nullish();
