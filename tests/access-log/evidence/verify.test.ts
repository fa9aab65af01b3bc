import { describe, expect, test } from '@jest/globals';
import { readExport } from '../../../gateway/access-log/evidence/raw-entries.js';
import { verdicts } from '../../../gateway/access-log/evidence/verdicts.js';
import type { Entry } from '../../../gateway/access-log/record.js';
import { altered, exportOf, key, log, otherKey, recordIn, rewritten, sampleLog, sealed, timeOf, verify } from './sample-log.js';

const size = 2_000;
const { entries, checkpoints } = sampleLog({ size });
const elsewhere = checkpoints;
const own = checkpoints;
const without = (seq: number) => entries.filter((entry) => entry.seq !== seq);
const at = (seq: number) => entries[seq - 1]!;
const asExport = (list: readonly Entry[]) => readExport([exportOf(list)]);

describe('a log that is whole', () => {
  test('is clean, with what was counted', async () => {
    expect(await verify(entries, { own, elsewhere })).toEqual({
      verdict: 'CLEAN',
      log,
      from: 1,
      to: size,
      entries: size,
      unsealed: 0,
      prunedTo: null,
      checkpoints: 40,
      lastCheckpoint: { size, at: timeOf(size), root: checkpoints.at(-1)!.root },
      stamps: { checked: 0, unchecked: 0 },
      at: null,
      detail: 'records 1 to 2000 are those that were signed',
    });
  });

  test('is clean as an export, too, and one entry at a time', async () => {
    expect(await verify(asExport(entries), { elsewhere })).toMatchObject({ verdict: 'CLEAN', entries: size });
    async function* oneByOne() {
      yield* entries;
    }
    expect(await verify(oneByOne(), { elsewhere })).toMatchObject({ verdict: 'CLEAN', entries: size });
  });

  test('says how many records are not sealed yet', async () => {
    const open = sampleLog({ size: 250, every: 100, sealedTo: 200 });
    expect(await verify(open.entries, { own: open.checkpoints })).toMatchObject({
      verdict: 'CLEAN',
      unsealed: 50,
      detail: `records 1 to 200 are those that were signed; 50 since ${timeOf(201)} are not yet sealed`,
    });
  });

  test('is not proven by itself', async () => {
    expect(await verify(entries, {})).toMatchObject({ verdict: 'UNPROVEN', unsealed: size });
    expect(await verify([], {})).toMatchObject({ verdict: 'UNPROVEN', entries: 0, from: null });
    const other = sealed(entries, 100, 200).checkpoints.map(({ note }) => ({ note: note.replaceAll(log, 'another') }));
    expect(await verify(entries, { elsewhere: other })).toMatchObject({ verdict: 'UNPROVEN', checkpoints: 0 });
  });

  test('may be signed with several keys, one after the other', async () => {
    const later = sealed(entries, 100, size, otherKey).checkpoints.slice(15);
    const publicKeys = [key.publicKey, otherKey.publicKey];
    expect(await verify(entries, { own: [...checkpoints.slice(0, 15), ...later], publicKeys })).toMatchObject({
      verdict: 'CLEAN',
    });
  });
});

describe('a log that is not as it was written', () => {
  const fault = (verdict: string, seq: number | null) => ({ verdict, at: seq });

  test('a record changed', async () => {
    const changed = entries.with(1_233, altered(at(1_234), { outcome: 'denied' }));
    expect(await verify(changed, { own, elsewhere })).toMatchObject({
      ...fault('CHANGED', 1_234),
      detail: 'record 1234 was changed: record 1235 follows another',
    });
    expect(await verify(asExport(changed), { elsewhere })).toMatchObject(fault('CHANGED', 1_234));
  });

  test.each([1, 100, 101, 1_999, size])('record %d changed in the store: its text, not its hash', async (seq) => {
    const { text } = altered(at(seq), { http: 500 });
    expect(await verify(entries.with(seq - 1, { ...at(seq), text }), { own })).toMatchObject(fault('CHANGED', seq));
  });

  test.each([1, 100, 101, 1_999])('record %d changed with its hash', async (seq) => {
    expect(await verify(entries.with(seq - 1, altered(at(seq), { http: 500 })), { own })).toMatchObject(fault('CHANGED', seq));
  });

  test.each([2, 101, 777, 1_999, size])('the hash that record %d follows, changed', async (seq) => {
    const wrong = altered(at(seq), { prev: 'f'.repeat(64) });
    expect(await verify(entries.with(seq - 1, wrong), { own })).toMatchObject(fault('CHANGED', seq));
  });

  test('a record that says it is another', async () => {
    const numbered = (seq: number) => entries.with(499, altered(at(500), { seq }));
    expect(await verify(numbered(7_000), { own })).toMatchObject(fault('CHANGED', 500));
    expect(await verify(numbered(3), { own })).toMatchObject(fault('CHANGED', 500));
    expect(await verify(entries.with(499, altered(at(500), { log: 'another' })), { own })).toMatchObject(fault('CHANGED', 500));
    expect(await verify(entries.with(499, { ...at(500), seq: 501 }), { own })).toMatchObject(fault('CHANGED', 500));
  });

  test('a record missing', async () => {
    expect(await verify(without(1_234), { own, elsewhere })).toMatchObject({
      ...fault('MISSING', 1_234),
      detail: 'record 1234 is missing',
    });
    expect(await verify(asExport(without(1)), { elsewhere })).toMatchObject(fault('MISSING', 1));
  });

  test('several records missing', async () => {
    const gap = entries.filter(({ seq }) => seq < 40 || seq > 50);
    expect(await verify(gap, { own })).toMatchObject({ ...fault('MISSING', 40), detail: 'records 40 to 50 are missing' });
  });

  test('records in another order', async () => {
    const swapped = entries.with(1_233, at(1_235)).with(1_234, at(1_234));
    expect(await verify(swapped, { own })).toMatchObject({
      ...fault('REORDERED', 1_234),
      detail: 'record 1234 stands after record 1235',
    });
    const far = entries.with(9, at(1_900)).with(1_899, at(10));
    expect(await verify(asExport(far), { elsewhere })).toMatchObject(fault('REORDERED', 10));
    const twice = [...entries.slice(0, 50), at(50), ...entries.slice(50)];
    expect(await verify(twice, { own })).toMatchObject(fault('REORDERED', 50));
  });

  test('the end cut off', async () => {
    const cut = entries.slice(0, 1_950);
    expect(await verify(cut, { own, elsewhere })).toMatchObject({
      ...fault('TRUNCATED', 1_951),
      detail: 'the log ends at record 1950, but a signed checkpoint says that it held 2000',
    });
    expect(await verify(cut, { elsewhere })).toMatchObject(fault('TRUNCATED', 1_951));
    expect(await verify([], { elsewhere })).toMatchObject(fault('TRUNCATED', 1));
  });

  test('the end cut off together with its own checkpoints is an old copy put back', async () => {
    expect(await verify(entries.slice(0, 1_950), { own: own.slice(0, 19), elsewhere })).toMatchObject(fault('OLD_COPY', 1_951));
    expect(await verify(entries.slice(0, 1_950), { own: own.slice(0, 19) })).toMatchObject({ verdict: 'CLEAN', unsealed: 50 });
  });

  test('an old copy put back and written on', async () => {
    const records = entries.slice(0, 1_800).map(recordIn);
    const forked = rewritten([...records, ...records.slice(0, 300)]);
    const mine = sealed(forked).checkpoints;
    expect(await verify(forked, { own: mine, elsewhere })).toMatchObject(fault('REPLACED', 1_900));
    expect(await verify(forked.slice(0, 1_950), { own: sealed(forked.slice(0, 1_950)).checkpoints, elsewhere })).toMatchObject(
      fault('REPLACED', 1_900),
    );
  });

  test('a record changed, and the chain written anew from there', async () => {
    const records = entries.map(recordIn).with(1_233, { ...recordIn(at(1_234)), outcome: 'denied' });
    expect(await verify(rewritten(records), { own, elsewhere })).toMatchObject({
      ...fault('REPLACED', 1_300),
      detail: `the records after 1200, up to 1300 are not those of the checkpoint signed at ${timeOf(1_300)}`,
    });
  });

  test('a record dropped, and the rest numbered and chained anew', async () => {
    const records = without(1_234).map(recordIn);
    expect(await verify(rewritten(records), { own })).toMatchObject(fault('REPLACED', 1_300));
  });

  test('two records swapped, and the chain written anew', async () => {
    const records = entries.map(recordIn);
    const swapped = records.with(9, records[10]!).with(10, records[9]!);
    expect(await verify(asExport(rewritten(swapped)), { elsewhere })).toMatchObject(fault('REPLACED', 100));
  });

  test('all of it written anew and signed with another key', async () => {
    const forged = sealed(rewritten(entries.map(recordIn).toReversed()), 100, size, otherKey);
    expect(await verify(forged.entries, { own: forged.checkpoints })).toMatchObject(fault('WRONG_KEY', null));
    expect(await verify(entries, { own, publicKeys: [otherKey.publicKey] })).toMatchObject(fault('WRONG_KEY', null));
  });

  test('two checkpoints of one size that say different things', async () => {
    const fork = sealed(rewritten(entries.slice(0, 200).map(recordIn).toReversed())).checkpoints;
    expect(await verify(entries, { own, elsewhere: fork })).toMatchObject(fault('REPLACED', 100));
  });

  test('a checkpoint altered, or not to be read', async () => {
    const note = own[4]!.note.replace('\n500\n', '\n501\n');
    expect(await verify(entries, { own: own.with(4, { ...own[4]!, note }) })).toMatchObject(fault('BAD_CHECKPOINT', null));
    expect(await verify(entries, { own, elsewhere: [{ note: '' }] })).toMatchObject({
      ...fault('BAD_CHECKPOINT', null),
      detail: '"anchor" holds a checkpoint that cannot be read',
    });
  });

  test.each([
    ['cut short', (text: string) => text.slice(0, -9)],
    ['no JSON', () => 'record'],
    ['without a number', (text: string) => text.replace('"seq":1234,', '')],
    ['empty', () => ''],
  ])('a record that is %s', async (_, spoil) => {
    const spoiled = { ...at(1_234), text: spoil(at(1_234).text) };
    expect(await verify(entries.with(1_233, spoiled), { own })).toMatchObject(fault('UNREADABLE', 1_234));
    expect(await verify(asExport(entries.with(1_233, spoiled)), { elsewhere })).toMatchObject(fault('UNREADABLE', 1_234));
  });

  test('the last record changed after it was sealed', async () => {
    const last = asExport(entries.with(size - 1, altered(at(size), { http: 500 })));
    expect(await verify(last, { elsewhere })).toMatchObject(fault('REPLACED', size));
    const spaced = { ...at(size), text: at(size).text.replace('"http":200', '"http":2e2') };
    expect(await verify(asExport(entries.with(size - 1, spaced)), { elsewhere })).toMatchObject(fault('CHANGED', size));
  });

  test('what is told names nobody and quotes nothing of a record', async () => {
    const verdict = await verify(entries.with(1_233, altered(at(1_234), { request: 'canary' })), { own });
    expect(JSON.stringify(verdict)).not.toMatch(/canary|officer|H41/);
  });
});

test('every verdict has an exit code of its own', () => {
  const codes: readonly number[] = Object.values(verdicts).map(({ exitCode }) => exitCode);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => code === 0 || code === 1 || code === 2)).toEqual([0]);
});
