import { z } from 'zod';
import type { Span } from './reader.js';

const dayMs = 86_400_000;
const notBefore = 'the last day is not before the first';

/** A day the log may hold something of. */
export const LogDay = z.iso
  .date('a date reads yyyy-MM-dd')
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'a day is between 2000 and 2100');

/** Days, both inclusive, in order and at most `most`. */
export const periodForm = (most: number) =>
  z.object({ from: LogDay, to: LogDay }).superRefine(({ from, to }, context) => {
    const { error } = lastDayForm(from, most).safeParse(to);
    if (error) context.addIssue({ code: 'custom', path: ['to'], message: error.issues[0]!.message });
  });

/** The last day of a period of at most `most` days from `from` on. */
export const lastDayForm = (from: string, most: number) =>
  LogDay.refine((to) => to >= from, notBefore).refine(
    (to) => (Date.parse(to) - Date.parse(from)) / dayMs < most,
    `at most ${most} days can be asked for`,
  );

/** `form` with its days, where both are given, in order. */
export const inOrder = <T extends { readonly from?: string | null | undefined; readonly to?: string | null | undefined }>(
  form: z.ZodType<T>,
): z.ZodType<T> => form.refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], message: notBefore });

/** The first instant of a day in Vietnam, which keeps no summer time. */
const startOf = (day: string) => new Date(`${day}T00:00:00+07:00`);

export const fromDay = (day: string): string => startOf(day).toISOString();
export const toDay = (day: string): string => new Date(startOf(day).getTime() + dayMs).toISOString();
export const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): Span => ({
  from: fromDay(from),
  to: toDay(to),
});
