import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Kept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { askForStamp, readAnswer } from '../../../gateway/access-log/evidence/anchors/stamp-request.js';
import { entryOf } from '../../../gateway/access-log/evidence/chain.js';
import { altered, log, recordIn, rewritten, sampleLog, timeOf, verify } from './sample-log.js';
import { answer, createRoot, createSigner, pemOf } from './stamp-authority.js';

const size = 3_000;
const { entries, checkpoints, trees } = sampleLog({ size });
const elsewhere = checkpoints;
const own = checkpoints;
const at = (seq: number) => entries[seq - 1]!;

describe('a part of a log', () => {
  const range = { from: 1_234, to: 1_301 };

  test('is proven by the checkpoints in it and the next one after', async () => {
    expect(await verify(entries, { elsewhere, range })).toMatchObject({
      verdict: 'CLEAN',
      from: 1_234,
      to: 1_301,
      entries: 68,
      unsealed: 0,
    });
    const stored = entries.slice(1_233);
    expect(await verify(stored, { elsewhere, range })).toMatchObject({ verdict: 'CLEAN', from: 1_234, entries: 68 });
  });

  test('reads no further than it must', async () => {
    let read = 0;
    function* counted() {
      for (const entry of entries) {
        read += 1;
        yield entry;
      }
    }
    await verify(counted(), { elsewhere, range });
    expect(read).toBe(1_401);
  });

  test('by time is the same part', async () => {
    const times = { from: timeOf(1_234), to: timeOf(1_301) };
    expect(await verify(entries, { elsewhere, range: times })).toMatchObject({ verdict: 'CLEAN', from: 1_234, to: 1_301 });
    expect(await verify(entries, { elsewhere, range: { from: timeOf(0), to: timeOf(5) } })).toMatchObject({ from: 1, to: 5 });
    expect(await verify(entries, { elsewhere, range: { to: 5 } })).toMatchObject({ verdict: 'CLEAN', from: 1, to: 5 });
    expect(await verify(entries, { elsewhere, range: { from: timeOf(size + 1) } })).toMatchObject({
      verdict: 'CLEAN',
      entries: 0,
      from: null,
    });
  });

  test('that is older than what was signed since is not taken for cut off', async () => {
    const exported = entries.slice(0, 2_950);
    expect(await verify(exported, { elsewhere })).toMatchObject({ verdict: 'TRUNCATED' });
    for (const to of [2_950, timeOf(2_950)])
      expect(await verify(exported, { elsewhere, range: { to } })).toMatchObject({ verdict: 'CLEAN', to: 2_950, unsealed: 50 });
    for (const to of [2_950, timeOf(2_950)])
      expect(await verify(exported.slice(0, 2_850), { elsewhere, range: { to } })).toMatchObject({
        verdict: 'TRUNCATED',
        at: 2_851,
      });
  });

  test('beyond the end of a log that was cut off finds that it was', async () => {
    for (const from of [2_990, timeOf(2_990)])
      expect(await verify(entries.slice(0, 2_950), { elsewhere, range: { from } })).toMatchObject({
        verdict: 'TRUNCATED',
        at: 2_951,
      });
  });

  test('shows what is wrong in it, and nothing of what is wrong elsewhere', async () => {
    const changed = entries.with(1_249, altered(at(1_250), { http: 500 }));
    expect(await verify(changed, { elsewhere, range })).toMatchObject({ verdict: 'CHANGED', at: 1_250 });
    expect(await verify(changed, { elsewhere, range: { from: 1_300 } })).toMatchObject({
      verdict: 'CLEAN',
      from: 1_300,
      to: size,
    });
    const gap = entries.slice(1_240);
    expect(await verify(gap, { elsewhere, range })).toMatchObject({ verdict: 'MISSING', at: 1_234 });
    const anew = rewritten(entries.map(recordIn).with(1_249, { ...recordIn(at(1_250)), http: 500 }));
    expect(await verify(anew, { elsewhere, range })).toMatchObject({ verdict: 'REPLACED', at: 1_300 });
  });

  test('without records is proven by the records around it', async () => {
    const quiet = entries.slice(0, 1_250);
    const later = sampleLog({
      size: 1_400,
      recordOf: (seq) => ({ ...recordIn(at(seq)), at: timeOf(seq > 1_250 ? seq + 3_600 : seq) }),
    });
    const quietRange = { from: timeOf(1_260), to: timeOf(4_000) };
    expect(quiet.at(-1)?.hash).toBe(later.entries[1_249]?.hash);
    const night = { elsewhere: later.checkpoints, range: quietRange };
    expect(await verify(later.entries, night)).toMatchObject({ verdict: 'CLEAN', entries: 0, detail: 'there are no records' });
    const emptied = entries.filter(({ seq }) => seq < 1_260 || seq > 1_290);
    const emptyRange = { from: timeOf(1_260), to: timeOf(1_290) };
    expect(await verify(emptied, { elsewhere, range: emptyRange })).toMatchObject({ verdict: 'MISSING', at: 1_260 });
    expect(await verify(emptied, { elsewhere, range: { from: 1_260, to: 1_290 } })).toMatchObject({
      verdict: 'MISSING',
      at: 1_260,
    });
  });

  test('that begins just after a checkpoint must follow what was sealed', async () => {
    const other = entryOf(recordIn(at(1_301)), { log, seq: 1_301, prev: 'a'.repeat(64) });
    const one = { from: 1_301, to: 1_301 };
    expect(await verify([other], { elsewhere: elsewhere.slice(0, 13), range: one })).toMatchObject({
      verdict: 'CHANGED',
      at: 1_301,
    });
  });

  test('after the last checkpoint is not proven', async () => {
    const open = sampleLog({ size: 250, every: 100, sealedTo: 200 });
    expect(await verify(open.entries, { own: open.checkpoints, range: { from: 220 } })).toMatchObject({
      verdict: 'UNPROVEN',
      unsealed: 31,
    });
  });
});

describe('a log whose oldest records have left', () => {
  const gone = 1_250;
  const pruned = { seq: gone, hash: at(gone).hash, tree: trees[gone]! };
  const left = entries.slice(gone);

  test('is clean, and says so', async () => {
    expect(await verify(left, { own, elsewhere, pruned })).toMatchObject({
      verdict: 'CLEAN',
      from: gone + 1,
      entries: size - gone,
      prunedTo: gone,
    });
    const whole = { seq: size, hash: at(size).hash, tree: trees[size]! };
    expect(await verify([], { own, elsewhere, pruned: whole })).toMatchObject({ verdict: 'CLEAN', entries: 0, prunedTo: size });
  });

  test('is missing them where nothing was sealed of them', async () => {
    expect(await verify(left, { own, elsewhere })).toMatchObject({ verdict: 'MISSING', at: 1 });
  });

  test('is found out when what is left of them is not what was signed', async () => {
    const tree = { size: gone, hashes: trees[gone]!.hashes.with(0, 'a'.repeat(64)) };
    expect(await verify(left, { own, pruned: { ...pruned, tree } })).toMatchObject({ verdict: 'REPLACED', at: 1_300 });
    expect(await verify(left, { own, pruned: { ...pruned, hash: 'a'.repeat(64) } })).toMatchObject({ verdict: 'CHANGED' });
    const atSeal = {
      seq: 1_200,
      hash: at(1_200).hash,
      tree: { size: 1_200, hashes: trees[1_200]!.hashes.with(0, 'a'.repeat(64)) },
    };
    expect(await verify(entries.slice(1_200), { own, pruned: atSeal })).toMatchObject({ verdict: 'REPLACED', at: 1_200 });
  });

  test('is found out when more left than may', async () => {
    expect(await verify(left, { own, pruned, keptSince: timeOf(1_301) })).toMatchObject({ verdict: 'CLEAN' });
    expect(await verify(left, { own, pruned, keptSince: timeOf(1_300) })).toMatchObject({ verdict: 'MISSING', at: gone });
  });

  test('may be verified in part', async () => {
    expect(await verify(left, { own, pruned, range: { from: 2_000, to: 2_100 } })).toMatchObject({
      verdict: 'CLEAN',
      entries: 101,
    });
    expect(await verify(left, { own, pruned, range: { from: 1, to: 1_300 } })).toMatchObject({
      verdict: 'CLEAN',
      from: gone + 1,
    });
  });
});

describe('time stamps', () => {
  const few = sampleLog({ size: 20, every: 10 });
  let authorities: string[];
  let stamped: Kept[];
  beforeAll(async () => {
    const root = await createRoot('City');
    const signer = await createSigner(root);
    authorities = [pemOf(root)];
    stamped = await Promise.all(
      few.checkpoints.map(async ({ note }) => {
        const question = askForStamp(note);
        return { note, stamp: readAnswer(await answer(question.bytes, signer), question).toString('base64') };
      }),
    );
  });

  test('are checked with an authority, and counted without one', async () => {
    const counted = { verdict: 'CLEAN', stamps: { checked: 0, unchecked: 2 } };
    expect(await verify(few.entries, { elsewhere: stamped })).toMatchObject(counted);
    const checked = { verdict: 'CLEAN', stamps: { checked: 2, unchecked: 0 } };
    expect(await verify(few.entries, { elsewhere: stamped, authorities })).toMatchObject(checked);
  });

  test('that belong to another checkpoint are found', async () => {
    const swapped = [{ ...stamped[0]!, stamp: stamped[1]!.stamp! }];
    expect(await verify(few.entries, { elsewhere: swapped, authorities })).toMatchObject({
      verdict: 'BAD_STAMP',
      at: 10,
      detail: 'the time stamp in "anchor" does not hold: it is over something else than this checkpoint',
    });
    const garbled = [{ ...stamped[0]!, stamp: 'AAAA' }];
    expect(await verify(few.entries, { elsewhere: garbled, authorities })).toMatchObject({ verdict: 'BAD_STAMP' });
  });
});
