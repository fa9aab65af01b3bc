import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { genesis, isLogName } from './chain.js';

// A checkpoint says in a few lines what a log holds, signed: C2SP tlog-checkpoint in a C2SP signed note, so that tools of others read it.
// Two extension lines say more than the format asks: the hash of the last entry, by which a part of a log is proved without the tree
// before it, and the time.

/** What a log held when it was signed. */
export interface Checkpoint {
  readonly log: string;
  /** Number of entries, and therefore `seq` of the last one. */
  readonly size: number;
  /** Root of the tree over the entries' hashes, in hex. */
  readonly root: string;
  /** Hash of the last entry, in hex. */
  readonly head: string;
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** The signed note these were read from, or written to. */
  readonly note: string;
}

/** What is known of a note: signed with the key, signed only with others, altered since, or nothing that can be read. */
export type Inspected =
  | { readonly state: 'signed'; readonly checkpoint: Checkpoint }
  | { readonly state: 'foreign'; readonly log: string }
  | { readonly state: 'forged'; readonly log: string }
  | { readonly state: 'unreadable' };

const maxNoteLength = 64 * 1024;
const ed25519 = 1;

export function signCheckpoint(
  { log, size, root, head, at }: Omit<Checkpoint, 'note'>,
  key: { readonly privateKey: KeyObject },
): Checkpoint {
  const text = `${log}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\nhead ${head}\ntime ${at}\n`;
  if (!readText(text)) throw new RangeError('not a checkpoint');
  const id = keyId(log, createPublicKey(key.privateKey));
  const signature = sign(null, Buffer.from(text), key.privateKey);
  const note = `${text}\n— ${log} ${Buffer.concat([id, signature]).toString('base64')}\n`;
  return { log, size, root, head, at, note };
}

/** The checkpoint of a note that `publicKey` signed; null for any other note. */
export function openCheckpoint(note: string, publicKey: KeyObject): Checkpoint | null {
  const inspected = inspectCheckpoint(note, [publicKey]);
  return inspected.state === 'signed' ? inspected.checkpoint : null;
}

/** Reads a note and says what it is worth to somebody who trusts these keys. */
export function inspectCheckpoint(note: string, publicKeys: readonly KeyObject[]): Inspected {
  const parts = splitNote(note);
  const read = parts && readText(parts.text);
  if (!parts || !read) return { state: 'unreadable' };
  const own = parts.signatures.filter(({ name }) => name === read.log);
  if (own.length === 0) return { state: 'unreadable' };
  const claims = publicKeys.flatMap((key) => {
    const id = keyId(read.log, key);
    return own.filter(({ bytes }) => bytes.subarray(0, 4).equals(id)).map(({ bytes }) => ({ key, signature: bytes.subarray(4) }));
  });
  if (claims.length === 0) return { state: 'foreign', log: read.log };
  const text = Buffer.from(parts.text);
  const holds = claims.every(({ key, signature }) => verify(null, text, key, signature));
  return holds ? { state: 'signed', checkpoint: { ...read, note } } : { state: 'forged', log: read.log };
}

/** The note with the signatures of others added, as one reads them in a witness's answer; null where those are none. */
export function cosign(note: string, lines: string): string | null {
  const signatures = lines.split('\n').filter((line) => line !== '');
  const known = new Set(splitNote(note)?.lines);
  const added = signatures.filter((line) => !known.has(line));
  const cosigned = `${note}${added.map((line) => `${line}\n`).join('')}`;
  return added.length > 0 && splitNote(cosigned) ? cosigned : null;
}

/** What names a key in a note: the first four bytes of a hash over the log's name and the key. */
export function keyId(log: string, publicKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(`${log}\n`)
    .update(Buffer.concat([Buffer.of(ed25519), rawKey(publicKey)]))
    .digest()
    .subarray(0, 4);
}

/** The key as other readers of signed notes take it: `name+id+key`. */
export const verifierKey = (log: string, publicKey: KeyObject): string =>
  `${log}+${keyId(log, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(ed25519), rawKey(publicKey)]).toString('base64')}`;

function rawKey(publicKey: KeyObject): Buffer {
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
}

interface NoteParts {
  /** With its last newline: what is signed. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[];
}

function splitNote(note: string): NoteParts | null {
  const blank = note.lastIndexOf('\n\n');
  if (note.length > maxNoteLength || blank < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(blank + 2, -1).split('\n');
  const signatures = lines.map(readSignature);
  return signatures.every((one) => one !== null) ? { text: note.slice(0, blank + 1), lines, signatures } : null;
}

function readSignature(line: string) {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
  const bytes = readBase64(encoded ?? '');
  return name && bytes && bytes.length > 4 ? { name, bytes } : null;
}

const form =
  /^(.+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nhead ([0-9a-f]{64})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)\n$/;

function readText(text: string): Omit<Checkpoint, 'note'> | null {
  const parts = form.exec(text);
  if (!parts) return null;
  const [, log, size, root, head, at] = parts as unknown as readonly [string, string, string, string, string, string];
  const rootBytes = readBase64(root);
  const count = Number(size);
  if (!isLogName(log) || !rootBytes || !Number.isSafeInteger(count) || Number.isNaN(Date.parse(at))) return null;
  // A log without entries has no last one: any other hash there would prove what is not.
  if (count === 0 && head !== genesis) return null;
  return { log, size: count, root: rootBytes.toString('hex'), head, at };
}

/** The bytes of base64 in its one canonical form; null otherwise. */
function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}
