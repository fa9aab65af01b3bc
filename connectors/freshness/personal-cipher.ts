import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** What surrounds a text, and is authenticated with it. */
interface Around {
  readonly place: Buffer;
  readonly header: Buffer;
}

/** A key for each place: of random nonces under one there would in time be too many. */
const keyOf = (root: Buffer, place: Buffer) => createHmac('sha256', root).update(place).digest();

/** Nonce, tag and text. */
export function encrypt(root: Buffer, { place, header }: Around, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, keyOf(root, place), nonce).setAAD(Buffer.concat([place, header]));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Throws for whatever was not encrypted so, there. */
export function decrypt(root: Buffer, { place, header }: Around, encrypted: Buffer): Buffer {
  const nonce = encrypted.subarray(0, nonceLength);
  const tag = encrypted.subarray(nonceLength, nonceLength + tagLength);
  const decipher = createDecipheriv(algorithm, keyOf(root, place), nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.concat([place, header])).setAuthTag(tag);
  return Buffer.concat([decipher.update(encrypted.subarray(nonceLength + tagLength)), decipher.final()]);
}
