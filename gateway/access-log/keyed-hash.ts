import { createHmac } from 'node:crypto';

/** Hashes that only holders of `key` can make: of people, and of the values of variables. 128 bits, base64url. */
export function createKeyedHash(key: string | Buffer) {
  const hash = (kind: string, text: string) =>
    createHmac('sha256', key).update(`${kind}\n${text}`).digest().subarray(0, 16).toString('base64url');
  return {
    /** Of a person, by their personal identifier. */
    subject: (personalId: string): string => hash('subject', personalId),
    /** Of a value as canonical JSON. */
    value: (json: string): string => hash('value', json),
  };
}
export type KeyedHash = ReturnType<typeof createKeyedHash>;
