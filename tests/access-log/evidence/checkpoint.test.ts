import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { genesis, hashOf } from '../../../gateway/access-log/evidence/chain.js';
import {
  cosign,
  inspectCheckpoint,
  keyId,
  openCheckpoint,
  signCheckpoint,
  verifierKey,
} from '../../../gateway/access-log/evidence/checkpoint.js';
import { openSigningKey, readPublicKey } from '../../../gateway/access-log/evidence/signing-key.js';
import { key, log, otherKey } from './sample-log.js';

const said = { log, size: 3, root: hashOf('root'), head: hashOf('head'), at: '2026-05-04T01:00:03.120Z' };
const checkpoint = signCheckpoint(said, key);
const { note } = checkpoint;

describe('a checkpoint', () => {
  test('is read back by whoever has the public key', () => {
    expect(openCheckpoint(note, key.publicKey)).toEqual(checkpoint);
    expect(checkpoint).toMatchObject(said);
  });

  test('is a signed note of C2SP, by its letter', () => {
    const [text, signatures] = [note.slice(0, note.lastIndexOf('\n\n') + 1), note.slice(note.lastIndexOf('\n\n') + 2)];
    expect(text).toBe(
      `${log}\n3\n${Buffer.from(said.root, 'hex').toString('base64')}\nhead ${said.head}\ntime 2026-05-04T01:00:03.120Z\n`,
    );
    const [, name, encoded] = /^— (\S+) (\S+)\n$/.exec(signatures)!;
    const raw = Buffer.from(key.publicKey.export({ format: 'jwk' }).x!, 'base64url');
    const id = createHash('sha256').update(`${log}\n`).update(Buffer.of(1)).update(raw).digest().subarray(0, 4);
    const bytes = Buffer.from(encoded!, 'base64');
    expect(name).toBe(log);
    expect(bytes.subarray(0, 4)).toEqual(id);
    expect(verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))).toBe(true);
    expect(keyId(log, key.publicKey)).toEqual(id);
    expect(verifierKey(log, key.publicKey)).toBe(
      `${log}+${id.toString('hex')}+${Buffer.concat([Buffer.of(1), raw]).toString('base64')}`,
    );
  });

  test('of another key is foreign', () => {
    expect(inspectCheckpoint(note, [otherKey.publicKey])).toEqual({ state: 'foreign', log });
    expect(inspectCheckpoint(note, [otherKey.publicKey, key.publicKey])).toMatchObject({ state: 'signed' });
    expect(openCheckpoint(note, otherKey.publicKey)).toBeNull();
  });

  test('with any one bit flipped is no longer signed', () => {
    const bytes = Buffer.from(note);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(openCheckpoint(flipped.toString('utf8'), key.publicKey)).toBeNull();
    }
  });

  test('that was altered, with its signature kept, is forged', () => {
    expect(inspectCheckpoint(note.replace('\n3\n', '\n4\n'), [key.publicKey])).toEqual({ state: 'forged', log });
  });

  test('holds with the signatures of others beside its own, and not with theirs alone', () => {
    const line = `— witness.example/hue ${Buffer.alloc(76, 7).toString('base64')}`;
    const cosigned = cosign(note, `${line}\n`)!;
    expect(cosigned).toBe(`${note}${line}\n`);
    expect(openCheckpoint(cosigned, key.publicKey)).toMatchObject(said);
    expect(cosign(cosigned, line)).toBeNull();
    expect(cosign(note, 'ok')).toBeNull();
    expect(cosign(note, '')).toBeNull();
    const alone = note.replace(/— .*\n$/u, `${line}\n`);
    expect(inspectCheckpoint(alone, [key.publicKey])).toEqual({ state: 'unreadable' });
  });

  test.each([
    ['a size with a leading zero', { size: '03' }],
    ['a size that is no whole number', { size: '3.0' }],
    ['a size beyond what can be counted', { size: '9007199254740993' }],
    ['a root of another length', { root: Buffer.alloc(31).toString('base64') }],
    ['a root that is not written canonically', { root: `${Buffer.alloc(32).toString('base64').slice(0, -2)}B=` }],
    ['another hash than genesis for the head of an empty log', { size: '0' }],
    ['a time that is none', { at: 'time 2026-13-04T01:00:00Z' }],
    ['a time elsewhere than in UTC', { at: 'time 2026-05-04T01:00:00+07:00' }],
    ['one line more', { at: 'time 2026-05-04T01:00:00Z\nmore' }],
    ['a log without a name', { log: ' ' }],
  ])('is refused with %s, though signed', (_, changes) => {
    const lines = {
      log,
      size: '3',
      root: Buffer.alloc(32).toString('base64'),
      head: `head ${said.head}`,
      at: 'time 2026-05-04T01:00:00Z',
    };
    const text = `${Object.values({ ...lines, ...changes }).join('\n')}\n`;
    const signature = Buffer.concat([keyId(log, key.publicKey), sign(null, Buffer.from(text), key.privateKey)]);
    expect(openCheckpoint(`${text}\n— ${log} ${signature.toString('base64')}\n`, key.publicKey)).toBeNull();
  });

  test.each([{ log: 'two words' }, { size: -1 }, { root: 'ab' }, { head: 'ab' }, { at: 'today' }])(
    'is not signed over %j',
    (wrong) => {
      expect(() => signCheckpoint({ ...said, ...wrong }, key)).toThrow(RangeError);
    },
  );

  test('of an empty log names what stands before the first entry', () => {
    const empty = signCheckpoint({ ...said, size: 0, head: genesis }, key);
    expect(openCheckpoint(empty.note, key.publicKey)).toMatchObject({ size: 0, head: genesis });
  });
});

describe('the key', () => {
  let folder: string;
  const inFolder = async (name: string) => {
    const path = join(folder, name);
    return { path, key: await openSigningKey(path) };
  };
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'signing-key-'))));
  afterAll(() => rm(folder, { recursive: true }));

  test('is made at first use, for its owner alone, and is the same ever after', async () => {
    const { path, key: first } = await inFolder('new');
    expect((await stat(join(path, 'checkpoint-key.pem'))).mode & 0o777).toBe(0o600);
    expect((await readdir(path)).toSorted()).toEqual(['checkpoint-key.pem', 'checkpoint-key.pub.pem']);
    const second = await openSigningKey(path);
    expect(second.publicKey.equals(first.publicKey)).toBe(true);
    expect(createPublicKey(second.privateKey).equals(first.publicKey)).toBe(true);
  });

  test('is one, when several make it at once', async () => {
    const path = join(folder, 'race');
    const keys = await Promise.all(Array.from({ length: 8 }, () => openSigningKey(path)));
    expect(new Set(keys.map(({ publicKey }) => verifierKey(log, publicKey))).size).toBe(1);
    expect(await readdir(path)).toHaveLength(2);
  });

  test('has its public half beside it as text, which is read back in either form', async () => {
    const { key: made } = await inFolder('public');
    const text = await readFile(made.publicFile, 'utf8');
    expect(text).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(readPublicKey(text).equals(made.publicKey)).toBe(true);
    expect(readPublicKey(`${verifierKey(log, made.publicKey)}\n`).equals(made.publicKey)).toBe(true);
  });

  test('is refused when others may read it', async () => {
    const { path } = await inFolder('shared');
    await chmod(join(path, 'checkpoint-key.pem'), 0o640);
    await expect(openSigningKey(path)).rejects.toThrow('0600');
  });

  test('is refused beside another public half, and without being quoted', async () => {
    const { path, key: made } = await inFolder('swapped');
    await writeFile(made.publicFile, otherKey.publicKey.export({ type: 'spki', format: 'pem' }));
    await expect(openSigningKey(path)).rejects.toThrow('is not the public half');
    await writeFile(join(path, 'checkpoint-key.pem'), 'secret words');
    await expect(openSigningKey(path)).rejects.toThrow('not an Ed25519 key');
  });
});
