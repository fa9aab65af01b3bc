import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Shelf } from './store.js';

/** The shortest secret that is taken for one. */
export const leastSecretLength = 32;

/** What is derived of a hub's secret: of no use to another tenant, even with the same secret. */
export interface CacheKeys {
  readonly tenant: string;
  /** What something is kept under. Identifiers of people are few enough to be guessed from a hash without a key. */
  nameOf(of: Shelf, key: string): string;
  /** Under what is kept for one reader. */
  fieldOf(reader: string): string;
  readonly mac: Buffer;
  readonly encryption: Buffer;
}

/** Without a secret one is made up, so that nothing outlasts the process. */
export function createCacheKeys(tenant: string, secret?: string): CacheKeys {
  if (secret !== undefined && secret.length < leastSecretLength)
    throw new Error(`The key of the cache (HUB_CACHE_KEY) must have at least ${leastSecretLength} characters.`);
  const root = secret ?? randomBytes(32);
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', root, tenant, `lien-thong-hub cache ${use}`, 32));
  const names = derived('names');
  const named = (...parts: readonly string[]) => createHmac('sha256', names).update(JSON.stringify(parts)).digest('base64url');
  return {
    tenant,
    nameOf: ({ source, kind }, key) => named('entity', source, kind, key),
    fieldOf: (reader) => (reader === '' ? '_' : named('reader', reader)),
    mac: derived('mac'),
    encryption: derived('encryption'),
  };
}
