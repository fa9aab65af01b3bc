import { z } from 'zod';

const day = /^([1-9]\d{3})[/-](\d{2})[/-](\d{2})$/;
const instant = /^([1-9]\d{3})[/-](\d{2})[/-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

/** `YYYY/MM/DD`, perhaps with a time behind it → `yyyy-MM-dd`. */
export const EdxmlDay = z.string().transform((text, context) => {
  const match = day.exec(text) ?? instant.exec(text);
  if (match && isDay(match)) return `${match[1]}-${match[2]}-${match[3]}`;
  context.addIssue({ code: 'custom', message: 'not a date of the form YYYY/MM/DD' });
  return z.NEVER;
});

/** `YYYY/MM/DD HH:mm:ss` → an instant. The text bears no zone: the axis keeps Vietnamese time. */
export const EdxmlInstant = z.string().transform((text, context) => {
  const match = instant.exec(text) ?? day.exec(text);
  const [, year, month, date, hour = '00', minute = '00', second = '00'] = match ?? [];
  const at = new Date(`${year}-${month}-${date}T${hour}:${minute}:${second}+07:00`);
  if (match && isDay(match) && !Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: 'custom', message: 'not a time of the form YYYY/MM/DD HH:mm:ss' });
  return z.NEVER;
});

function isDay([, year, month, date]: RegExpExecArray): boolean {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(date);
}
