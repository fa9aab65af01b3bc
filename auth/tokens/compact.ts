import { hash } from 'node:crypto';
import { refused } from './refused.js';

const maxLength = 16 * 1024;
const compactJws = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** SHA-256 of `token`, which must be three base64url parts of at most 16 KiB together. */
export function fingerprintOf(token: string): string {
  if (token.length > maxLength || !compactJws.test(token)) throw refused('not a compact token');
  return hash('sha256', token, 'base64url');
}

/** The `iss` that `token` claims, unverified: good for choosing whom to ask, and for nothing else. */
export function claimedIssuer(token: string): string {
  const [, payload, signature] = token.split('.') as [string, string, string];
  // The last character carries spare bits: without this, one signature could be written in several ways.
  if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) throw refused('signature is not canonical');
  try {
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown };
    if (typeof iss === 'string') return iss;
  } catch {
    // As without an issuer: not ours.
  }
  throw refused('no issuer');
}

/** The `exp` that `token` claims, in seconds since 1970, unverified; null where it claims none. */
export function claimedExpiry(token: string): number | null {
  try {
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' && Number.isFinite(exp) ? exp : null;
  } catch {
    return null;
  }
}
