import { createHmac } from 'node:crypto';
import type { Mask } from '../../auth/personal-data.js';

/** What stands in the place of `value` for one caller: null where nothing of it may be told. */
export type MaskValue = (mask: Mask, value: unknown) => unknown;

/** Masks for one audience, those who may put their pseudonyms together; the pseudonyms of another tell nothing here. */
export function createMasks(pseudonymKey: string): (audience: string) => MaskValue {
  // Only text has other masks than HIDE: a supergraph that says otherwise does not serve.
  return (audience) => (mask, value) => {
    if (typeof value !== 'string' || mask === 'HIDE') return null;
    return mask === 'PSEUDONYM' ? pseudonymOf(value, audience, pseudonymKey) : textual[mask](value);
  };
}

/** Stable for one value, one audience and one key; 128 bits, so that two values do not meet. */
const pseudonymOf = (value: string, audience: string, key: string) =>
  `p-${createHmac('sha256', key)
    .update(JSON.stringify([audience, value]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')}`;

const textual: Readonly<Record<Exclude<Mask, 'HIDE' | 'PSEUDONYM'>, (text: string) => string | null>> = {
  INITIALS: (text) =>
    text
      .normalize('NFC')
      .split(/[\s.]+/)
      .flatMap((word) => (/\p{L}/u.exec(word) ? `${/\p{L}/u.exec(word)![0].toUpperCase()}.` : []))
      .join(''),
  // Of a short value four characters are most of it.
  LAST4: (text) => (text.length >= 8 ? `••••${text.slice(-4)}` : '••••'),
  YEAR: (text) => /^\d{4}(?=-|$)/.exec(text)?.[0] ?? null,
  COARSE: (text) => (text.includes(',') ? text.slice(text.lastIndexOf(',') + 1).trim() : null),
};
