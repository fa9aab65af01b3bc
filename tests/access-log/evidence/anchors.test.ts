import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Integer } from 'asn1js';
import { TimeStampReq } from 'pkijs';
import { createFileAnchor } from '../../../gateway/access-log/evidence/anchors/file.js';
import { createHttpAnchor } from '../../../gateway/access-log/evidence/anchors/http.js';
import { readKept, type Kept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { createStampAnchor } from '../../../gateway/access-log/evidence/anchors/rfc3161.js';
import { askForStamp, readAnswer } from '../../../gateway/access-log/evidence/anchors/stamp-request.js';
import { checkStamp } from '../../../gateway/access-log/evidence/anchors/stamp.js';
import { openCheckpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import { key, sampleLog } from './sample-log.js';
import { answer, createRoot, createSigner, pemOf, serve, type Issued } from './stamp-authority.js';

const { checkpoints } = sampleLog({ size: 30, every: 10 });
const [first, second, third] = checkpoints as [(typeof checkpoints)[0], (typeof checkpoints)[0], (typeof checkpoints)[0]];
const never = new AbortController().signal;

let root: string;
let folders = 0;
const newFolder = () => join(root, `folder-${folders++}`);
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'anchors-'))));
afterAll(() => rm(root, { recursive: true }));

async function keptIn(folder: string): Promise<Kept[]> {
  const kept = [];
  for await (const one of readKept(folder)) kept.push(one);
  return kept;
}
const askImprint = (note: string) => TimeStampReq.fromBER(new Uint8Array(askForStamp(note).bytes)).messageImprint;
const notes = (...list: readonly { readonly note: string }[]) => list.map(({ note }) => ({ note }));

describe('the folder', () => {
  test('keeps checkpoints one after the other, in a file for each month', async () => {
    const folder = newFolder();
    const anchor = createFileAnchor({ folder });
    for (const checkpoint of checkpoints) await anchor.publish(checkpoint, never);
    expect(await keptIn(folder)).toEqual(notes(...checkpoints));
    expect(await readdir(join(folder, 'file'))).toEqual(['hub.example%2Fvinh']);
    expect(await readdir(join(folder, 'file', 'hub.example%2Fvinh'))).toEqual(['2026-05.jsonl']);
  });

  test('drops the half line that a power cut left, and keeps what follows', async () => {
    const folder = newFolder();
    const anchor = createFileAnchor({ folder });
    const file = join(folder, 'file', 'hub.example%2Fvinh', '2026-05.jsonl');
    await anchor.publish(first, never);
    await appendFile(file, '{"note":"hub.exam');
    expect(await keptIn(folder)).toEqual(notes(first));
    await anchor.publish(second, never);
    expect(await keptIn(folder)).toEqual(notes(first, second));
  });

  test('shows a line that cannot be read, and takes notes put there by hand', async () => {
    const folder = newFolder();
    await createFileAnchor({ folder }).publish(first, never);
    await appendFile(join(folder, 'file', 'hub.example%2Fvinh', '2026-05.jsonl'), '{"note":7}\n');
    await writeFile(join(folder, 'from-the-gazette.note'), third.note);
    expect(await keptIn(folder)).toEqual([...notes(first), { note: '' }, ...notes(third)]);
  });

  test('keeps nothing once called off, and says so where it cannot keep', async () => {
    const folder = newFolder();
    await expect(createFileAnchor({ folder }).publish(first, AbortSignal.abort())).rejects.toThrow();
    await writeFile(folder, 'in the way');
    await expect(createFileAnchor({ folder }).publish(first, never)).rejects.toThrow();
  });
});

describe('a witness', () => {
  const line = `— witness.example/hue ${Buffer.alloc(76, 7).toString('base64')}\n`;

  test('is sent the note, and its signature is kept beside ours', async () => {
    const folder = newFolder();
    const witness = await serve(async () => ({ body: line }));
    await createHttpAnchor({ url: witness.url, folder }).publish(first, never);
    await witness.stop();
    expect(witness.received.map(String)).toEqual([first.note]);
    expect(await keptIn(folder)).toEqual([{ note: first.note + line }]);
    expect(openCheckpoint(first.note + line, key.publicKey)).toMatchObject({ size: first.size });
  });

  test('may take it without a signature', async () => {
    const folder = newFolder();
    const witness = await serve(async () => ({ status: 201, body: 'thanks' }));
    await createHttpAnchor({ url: witness.url, folder }).publish(first, never);
    await witness.stop();
    expect(await keptIn(folder)).toEqual(notes(first));
  });

  test.each([
    ['refuses', { status: 409, body: line }],
    ['sends on to another', { status: 307, headers: { location: 'http://127.0.0.1:9/' }, body: '' }],
    ['answers too much', { body: line.repeat(1_000) }],
  ])('that %s has not taken it', async (_, reply) => {
    const folder = newFolder();
    const witness = await serve(async () => reply);
    await expect(createHttpAnchor({ url: witness.url, folder }).publish(first, never)).rejects.toThrow();
    await witness.stop();
    await expect(readdir(folder)).rejects.toThrow();
    expect(witness.received).toHaveLength(1);
  });

  test('that does not answer in time, or is not there, has not taken it', async () => {
    const witness = await serve(() => new Promise(() => {}));
    await expect(
      createHttpAnchor({ url: witness.url, folder: newFolder(), timeoutMs: 20 }).publish(first, never),
    ).rejects.toThrow();
    await expect(
      createHttpAnchor({ url: witness.url, folder: newFolder() }).publish(first, AbortSignal.timeout(20)),
    ).rejects.toThrow();
    await witness.stop();
    await expect(createHttpAnchor({ url: witness.url, folder: newFolder() }).publish(first, never)).rejects.toThrow();
  });
});

describe('a time-stamp authority', () => {
  let ca: Issued;
  let signer: Issued;
  let authorities: string[];
  beforeAll(async () => {
    ca = await createRoot('City');
    signer = await createSigner(ca);
    authorities = [pemOf(ca)];
  });

  const stampOf = async (note: string, by = signer) => {
    const question = askForStamp(note);
    return readAnswer(await answer(question.bytes, by), question);
  };

  test('stamps the note, and the stamp is kept beside it', async () => {
    const folder = newFolder();
    const authority = await serve(async (question) => ({ body: await answer(question, signer) }));
    await createStampAnchor({ url: authority.url, folder, authorities }).publish(first, never);
    await authority.stop();
    const [kept] = await keptIn(folder);
    expect(kept).toEqual({ note: first.note, stamp: expect.any(String) });
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(await checkStamp(Buffer.from(kept!.stamp!, 'base64'), first.note, authorities)).toEqual({ holds: true, at });
  });

  test('s stamp over one checkpoint proves nothing of another', async () => {
    const stamp = await stampOf(first.note);
    expect(await checkStamp(stamp, second.note, authorities)).toEqual({
      holds: false,
      why: 'it is over something else than this checkpoint',
    });
  });

  test('s stamp is not altered: no byte of what it says may change', async () => {
    const stamp = await stampOf(first.note);
    const said = await checkStamp(stamp, first.note, authorities);
    // The time in it, as it is written.
    const at = stamp.indexOf(Buffer.from(/\d{14}/.exec(stamp.toString('latin1'))![0]));
    stamp[at + 3]! ^= 1;
    expect(said.holds).toBe(true);
    expect(await checkStamp(stamp, first.note, authorities)).toMatchObject({ holds: false });
  });

  test('must be one that is trusted, and that may stamp', async () => {
    const impostor = await createRoot('City');
    const unknown = { holds: false, why: 'its signature is not of an authority that is trusted' };
    expect(await checkStamp(await stampOf(first.note, await createSigner(impostor)), first.note, authorities)).toEqual(unknown);
    expect(await checkStamp(await stampOf(first.note), first.note, [])).toEqual(unknown);
    const server = await createSigner(ca, ['1.3.6.1.5.5.7.3.1']);
    expect(await checkStamp(await stampOf(first.note, server), first.note, authorities)).toEqual({
      holds: false,
      why: 'its signer is none that may stamp',
    });
  });

  test('that answers with anything else has not stamped it', async () => {
    const question = askForStamp(first.note);
    const replayed = await answer(question.bytes, signer, { nonce: new Integer({ value: 5 }) });
    expect(() => readAnswer(replayed, question)).toThrow('another question');
    expect(() => readAnswer(Buffer.from('no'), question)).toThrow('cannot be read');
    // status: rejection, and nothing else
    expect(() => readAnswer(Buffer.from('30053003020102', 'hex'), question)).toThrow('status 2');
    const folder = newFolder();
    const replies = [
      { status: 500, body: '' },
      { body: Buffer.alloc(70_000) },
      { body: await answer(askForStamp(second.note).bytes, signer) },
    ];
    for (const reply of replies) {
      const authority = await serve(async () => reply);
      await expect(createStampAnchor({ url: authority.url, folder, authorities }).publish(first, never)).rejects.toThrow();
      await authority.stop();
    }
    await expect(readdir(folder)).rejects.toThrow();
  });

  test('s answer is checked against the checkpoint before it is kept', async () => {
    const folder = newFolder();
    const imprint = askImprint(second.note);
    const authority = await serve(async (question) => ({ body: await answer(question, signer, { imprint }) }));
    const publishing = createStampAnchor({ url: authority.url, folder, authorities }).publish(first, never);
    await expect(publishing).rejects.toThrow('it is over something else');
    await authority.stop();
    await expect(readFile(folder)).rejects.toThrow();
  });
});
