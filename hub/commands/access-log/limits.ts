import { Misuse } from './usage.js';

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** The end of a range: a record's number, a time, or a day, which is one in Viet Nam. */
export function readLimit(option: 'from' | 'to', text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const limit = isDay ? `${text}T${option === 'from' ? '00:00:00' : '23:59:59.999'}+07:00` : text;
  if (!time.test(limit) || Number.isNaN(Date.parse(limit)))
    throw new Misuse(`--${option} is the number of a record, a day (2026-11-20) or a time (2026-11-20T08:00:00+07:00).`);
  return limit;
}

export function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Misuse(`--${option} is a whole number from 1 to 9999.`);
  return Number(text);
}
