import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Reason } from '../../../core/errors.js';
import { refuseShared, writeOnce } from '../secret-file.js';

/** The key that signs a log's checkpoints. It stays outside the database: who can rewrite the log cannot sign what they wrote. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Where the public half stands as text, to be handed to whoever verifies. */
  readonly publicFile: string;
}

const privateName = 'checkpoint-key.pem';
const publicName = 'checkpoint-key.pub.pem';

/**
 * The key in `folder`, made there at first use, with its public half beside it. Throws where others than the owner may read the key, and
 * where the public half is another's: somebody would verify with the wrong key.
 */
export async function openSigningKey(folder: string): Promise<SigningKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const privateFile = join(folder, privateName);
  const publicFile = join(folder, publicName);
  await writeOnce(privateFile, 0o600, newKey);
  await refuseShared(privateFile);
  const privateKey = readKey(await readFile(privateFile, 'utf8'), createPrivateKey);
  const publicKey = createPublicKey(privateKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await writeOnce(publicFile, 0o644, () => pem);
  if (!readPublicKey(await readFile(publicFile, 'utf8')).equals(publicKey))
    throw new Reason(`${publicName} is not the public half of ${privateName}`);
  return { privateKey, publicKey, publicFile };
}

/** An Ed25519 public key as text: PEM, or the `name+id+key` of signed notes. */
export function readPublicKey(text: string): KeyObject {
  const [, encoded] = /^[^\s+]+\+[0-9a-f]{8}\+(A[A-Za-z0-9+/]{43})$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? null : Buffer.from(encoded, 'base64');
  if (bytes === null) return readKey(text, createPublicKey);
  if (bytes.length !== 33 || bytes[0] !== 1) throw new Reason('not an Ed25519 key');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }, format: 'jwk' });
}

function readKey(text: string, read: (text: string) => KeyObject): KeyObject {
  try {
    const key = read(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason below says as much, and quotes nothing of the key.
  }
  throw new Reason('not an Ed25519 key');
}

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
