import { describe, expect, test } from '@jest/globals';
import { createFeed } from '../../core/feed.js';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const until = async (holds: () => boolean) => {
  while (!holds()) await soon();
};

/** A source whose changes are put down by hand, and a feed of it. */
function source() {
  const state = { opened: 0, read: 0, failing: false, changes: [] as string[] };
  const feed = createFeed<string>({
    everyMs: 1,
    open: () => {
      state.opened++;
      let known: number | null = null;
      return async () => {
        state.read++;
        if (state.failing) throw new Error('down');
        const from = known ?? state.changes.length;
        known = state.changes.length;
        return state.changes.slice(from);
      };
    },
  });
  return { state, feed };
}

describe('a feed', () => {
  test('tells all that changes after it has begun, in order, and nothing from before', async () => {
    const { state, feed } = source();
    state.changes.push('before');
    const heard: string[] = [];
    const { begun, leave } = feed.listen((change) => heard.push(change));
    await begun;
    state.changes.push('a', 'b');
    await until(() => heard.length === 2);
    state.changes.push('c');
    await until(() => heard.length === 3);
    expect(heard).toEqual(['a', 'b', 'c']);
    leave();
  });

  test('reads once for all who listen, stops with the last, and begins anew with the next', async () => {
    const { state, feed } = source();
    const heard: string[] = [];
    const hear = (change: string) => void heard.push(change);
    const both = [feed.listen(hear), feed.listen(hear)];
    await Promise.all(both.map(({ begun }) => begun));
    expect(state.opened).toBe(1);
    both[0]!.leave();
    both[0]!.leave();
    state.changes.push('a');
    await until(() => heard.length === 1);
    both[1]!.leave();
    const { read } = state;
    state.changes.push('between');
    for (let turn = 0; turn < 5; turn++) await soon();
    expect(state.read).toBeLessThanOrEqual(read + 1);
    const again = feed.listen(hear);
    await again.begun;
    state.changes.push('b');
    await until(() => heard.length === 2);
    expect([heard, state.opened]).toEqual([['a', 'b'], 2]);
    again.leave();
  });

  test('waits for a source that fails, and tells then what was missed', async () => {
    const { state, feed } = source();
    const heard: string[] = [];
    const { begun, leave } = feed.listen((change) => heard.push(change));
    const troubles: unknown[] = [];
    feed.onTrouble((error) => troubles.push(error));
    await begun;
    state.failing = true;
    const { read } = state;
    state.changes.push('a');
    await until(() => state.read >= read + 3);
    expect(heard).toEqual([]);
    state.failing = false;
    await until(() => heard.length === 1);
    expect(heard).toEqual(['a']);
    // The operator is told once, however often it was tried.
    expect(troubles).toEqual([new Error('down')]);
    leave();
  });

  test('begins although the source does not answer at first', async () => {
    const { state, feed } = source();
    state.failing = true;
    const heard: string[] = [];
    const { begun, leave } = feed.listen((change) => heard.push(change));
    await begun;
    const { read } = state;
    state.failing = false;
    await until(() => state.read > read);
    state.changes.push('a');
    await until(() => heard.length === 1);
    leave();
  });

  test('that is closed is read no more', async () => {
    const { state, feed } = source();
    await feed.listen(() => undefined).begun;
    feed.close();
    const { read } = state;
    for (let turn = 0; turn < 5; turn++) await soon();
    expect(state.read).toBeLessThanOrEqual(read + 1);
  });
});
