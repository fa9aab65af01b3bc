import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export interface KeyRing {
  /** The public halves of every key whose tokens still hold, the newest first. */
  published(): readonly JWK[];
  /** Signs with the newest key. */
  sign(claims: JWTPayload): Promise<string>;
  /** Adds a key and signs with it from now on; tokens of the former ones still hold. */
  rotate(): Promise<void>;
  /** Publishes the newest key only: tokens of the others no longer hold. */
  withdrawFormer(): void;
}

interface Key {
  readonly signing: CryptoKey;
  readonly published: JWK & { readonly kid: string };
}

export async function createKeyRing(): Promise<KeyRing> {
  let keys: [Key, ...Key[]] = [await createKey()];
  return {
    published: () => keys.map(({ published }) => published),
    async sign(claims) {
      const [{ signing, published }] = keys;
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: published.kid }).sign(signing);
    },
    async rotate() {
      keys = [await createKey(), ...keys];
    },
    withdrawFormer() {
      keys = [keys[0]];
    },
  };
}

async function createKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  return { signing: privateKey, published: { ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) } };
}
