import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AxisCredentials {
  readonly systemId: string;
  readonly secret: string;
}

const windowMs = 5 * 60_000;

/** Why a request's signature is not good; null when it is. */
export function refusalOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  { systemId, secret }: AxisCredentials,
): string | null {
  const [given, timestamp, signature] = ['systemid', 'timestamp', 'signature'].map((name) => String(headers[name] ?? ''));
  if (given !== systemId) return 'unknown system';
  const at = instantOf(timestamp!);
  if (at === null || Math.abs(Date.now() - at) > windowMs) return 'timestamp out of the window';
  const contentType = String(headers['content-type'] ?? '');
  const signed = systemId + timestamp! + contentType + body;
  const wanted = Buffer.from(createHmac('sha256', secret).update(signed).digest('hex'));
  const got = Buffer.from(signature!);
  return got.length === wanted.length && timingSafeEqual(got, wanted) ? null : 'wrong signature';
}

function instantOf(timestamp: string): number | null {
  const match = /^(\d{2})(\d{2})(\d{4})T(\d{2})(\d{2})(\d{2})\+0?(\d{3})$/.exec(timestamp);
  if (!match) return null;
  const [, day, month, year, hour, minute, second, ms] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}+07:00`);
  return Number.isNaN(at) ? null : at;
}
