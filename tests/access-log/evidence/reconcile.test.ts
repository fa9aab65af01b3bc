import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { reconcile, type Reconciliation, type ReconciledRecord } from '../../../gateway/access-log/evidence/reconcile.js';
import { sampleRecord, timeOf } from './sample-log.js';

const province = (status: 'OK' | 'FAILED') => [{ name: 'province', status, ms: 9 }];
const asked = (number: number, status: 'OK' | 'FAILED' = 'OK') =>
  sampleRecord(number, { request: `a-${number}`, sources: province(status) });
const answered = (number: number, correlation: string | null = `a-${number}`) =>
  sampleRecord(number, { request: `b-${number}`, correlation });

async function* streamed(records: readonly ReconciledRecord[]) {
  yield* records;
}

async function oneSided(
  calling: readonly ReconciledRecord[],
  called: readonly ReconciledRecord[],
  rest: Partial<Reconciliation> = {},
) {
  const found = [];
  const both = { calling: streamed(calling), called: streamed(called) };
  for await (const { only, request } of reconcile({ ...both, source: 'province', ...rest })) found.push(`${only} ${request}`);
  return found;
}

const numbers = Array.from({ length: 50 }, (_, index) => index + 1);

describe('two logs held against each other', () => {
  test('that say the same have nothing to tell', async () => {
    expect(
      await oneSided(
        numbers.map((n) => asked(n)),
        numbers.map((n) => answered(n)),
      ),
    ).toEqual([]);
  });

  test('list what only one of them recorded, the oldest first', async () => {
    const calling = numbers.filter((n) => n !== 7).map((n) => asked(n));
    const called = numbers.filter((n) => n !== 4 && n !== 30).map((n) => answered(n));
    expect(await oneSided(calling, called)).toEqual(['calling a-4', 'called a-7', 'calling a-30']);
  });

  test('are read whole where one is empty', async () => {
    expect(await oneSided([asked(1)], [])).toEqual(['calling a-1']);
    expect(await oneSided([], [answered(1)])).toEqual(['called a-1']);
  });

  test('leave out what did not go from one to the other', async () => {
    const calling = [sampleRecord(1), asked(2, 'FAILED'), asked(3, 'FAILED')];
    // A call that failed may have arrived all the same.
    expect(await oneSided(calling, [answered(1, null), answered(3)])).toEqual([]);
    const stranger = { ...answered(5), actor: { client: 'another-hub' } };
    expect(await oneSided([], [stranger], { client: 'city-hub' })).toEqual([]);
    expect(await oneSided([], [stranger], { client: 'another-hub' })).toEqual(['called a-5']);
  });

  test('may hold several records of one question', async () => {
    const second = sampleRecord(2, { request: 'b-1b', correlation: 'a-1' });
    expect(await oneSided([asked(3), { ...asked(3), request: 'a-1' }], [answered(1), second, answered(3)])).toEqual([]);
  });

  test('find both sides as far apart as the window, and no further', async () => {
    const late = { ...answered(1), at: timeOf(61) };
    expect(await oneSided([asked(1)], [late], { windowMs: 60_000 })).toEqual([]);
    expect(await oneSided([asked(1)], [late], { windowMs: 59_000 })).toEqual(['calling a-1', 'called a-1']);
  });

  test('are refused rather than taken whole into memory', async () => {
    const calling = numbers.map((n) => asked(n));
    await expect(oneSided(calling, [], { maxOpen: 20 })).rejects.toThrow('more than 20');
    // As many, but never at once.
    expect(await oneSided(calling, [], { maxOpen: 20, windowMs: 10_000 })).toHaveLength(50);
  });

  test('show exactly what was dropped from either, in whatever order both sides of a question were written', async () => {
    const dropped = fc.array(fc.constantFrom('no', 'calling', 'called', 'both'), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(dropped, fc.infiniteStream(fc.boolean()), async (drops, before) => {
        const kept = (side: string) => drops.flatMap((drop, index) => (drop === side || drop === 'both' ? [] : [index + 1]));
        const calling = kept('calling').map((n) => asked(n));
        const called = kept('called').map((n) => ({ ...answered(n), at: timeOf(before.next().value ? n : n + 1) }));
        const expected = drops.flatMap((drop, index) =>
          drop === 'calling' ? [`called a-${index + 1}`] : drop === 'called' ? [`calling a-${index + 1}`] : [],
        );
        expect((await oneSided(calling, called)).toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});
