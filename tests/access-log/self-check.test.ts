import { expect, jest, test } from '@jest/globals';
import { silentLog } from '../../core/log.js';
import { entryOf, genesis } from '../../gateway/access-log/evidence/chain.js';
import type { AccessRecord, Entry } from '../../gateway/access-log/record.js';
import { createSelfCheck } from '../../gateway/access-log/self-check.js';

const record = (at: string) => ({ v: 1, at, request: at }) as unknown as AccessRecord;

function chain(length: number): Entry[] {
  const entries: Entry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString();
    entries.push(entryOf(record(at), { log: 'hub', seq, prev: entries.at(-1)?.hash ?? genesis }));
  }
  return entries;
}
const storeOf = (entries: Entry[]) => ({
  async *entries(_log: string, { from = 1 }: { from?: number | undefined } = {}) {
    yield* entries.filter(({ seq }) => seq >= from);
  },
});

test('a running hub reads its own log back, and goes on where it stopped', async () => {
  const all = chain(5);
  const there = all.slice(0, 3);
  const check = createSelfCheck(storeOf(there), 'hub', silentLog);
  expect(check.verifiedUpTo()).toBeNull();
  await check.run();
  expect(check.verifiedUpTo()).toBe(3);
  there.push(...all.slice(3));
  await check.run();
  expect(check.verifiedUpTo()).toBe(5);
  check.stop();
});

test.each([
  ['was changed', (all: Entry[]) => (all[2] = { ...all[2]!, text: all[2]!.text.replace('"v":1', '"v":2') })],
  ['is missing', (all: Entry[]) => all.splice(2, 1)],
  ['was put in the place of another', (all: Entry[]) => ([all[2], all[3]] = [all[3]!, all[2]!])],
])('it raises the alarm at an entry that %s', async (_what, harm) => {
  const all = chain(5);
  harm(all);
  const error = jest.fn();
  const check = createSelfCheck(storeOf(all), 'hub', { ...silentLog, error } as never);
  await check.run();
  expect(error).toHaveBeenCalledTimes(1);
  expect(check.verifiedUpTo()).toBe(2);
  check.stop();
});
