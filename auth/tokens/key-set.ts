import { createPublicKey, type KeyObject } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import { Reason } from '../../core/errors.js';
import { readText } from '../../core/read-text.js';

export interface VerificationKey {
  readonly key: KeyObject;
  /** The one algorithm the issuer publishes it for, if it says. */
  readonly algorithm: string | undefined;
}

/** Key id → key, of the keys that may verify a signature. */
export type KeySet = ReadonlyMap<string, VerificationKey>;

const timeoutMs = 2_000;
const maxBytes = 256 * 1024;
const minModulusBits = 2_048;

const Published = z.object({ keys: z.array(z.unknown()) });
const SigningKey = z.object({
  kid: z.string().min(1),
  kty: z.literal('RSA'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
  alg: z.string().optional(),
  key_ops: z
    .array(z.string())
    .refine((ops) => ops.includes('verify'))
    .optional(),
});

/** The keys published at `uri`: asked once, for at most 2 s and 256 KiB, without following redirects. */
export async function fetchKeySet(uri: string): Promise<KeySet> {
  const asking = new AbortController();
  const limit = setTimeout(() => asking.abort(new Reason(`the key server did not answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    // Not by the global fetch, whose signal loses its hold on a slow body once the request is collected as garbage.
    const { statusCode, body } = await request(uri, { headers: { accept: 'application/json' }, signal: asking.signal });
    if (statusCode === 200) return readKeySet(await readText(body, maxBytes));
    await body.dump().catch(() => undefined);
    throw new Reason(`the key server answered ${statusCode}`);
  } finally {
    clearTimeout(limit);
  }
}

/** The usable keys of a published set; the others are left out. Throws when `text` is no key set at all. */
export function readKeySet(text: string): KeySet {
  const published = Published.safeParse(parsed(text));
  if (!published.success) throw new Reason('the key server answered something that is no key set');
  const keys = new Map<string, VerificationKey>();
  for (const one of published.data.keys) {
    const jwk = SigningKey.safeParse(one).data;
    const key = jwk && publicKeyOf(jwk);
    if (key && !keys.has(jwk.kid)) keys.set(jwk.kid, { key, algorithm: jwk.alg });
  }
  return keys;
}

function publicKeyOf({ kty, n, e }: z.infer<typeof SigningKey>): KeyObject | null {
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= minModulusBits ? key : null;
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
