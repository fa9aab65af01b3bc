import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createAnchoringMemory } from '../../../gateway/access-log/evidence/anchoring-memory.js';
import { pliantAnchor, setUp } from './anchoring.kit.js';

const hour = 3_600_000;

describe('anchoring', () => {
  test('gives each checkpoint to every anchor', async () => {
    const second = pliantAnchor('second');
    const first = pliantAnchor('first');
    const { anchoring, settle, publish, lines } = setUp({ anchors: [first, second] });
    for (const index of [0, 1, 2]) {
      publish(index);
      await settle();
    }
    expect([first.taken, second.taken]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(anchoring.state()).toBe('anchored');
    expect(anchoring.status()).toMatchObject([
      { name: 'first', last: { size: 3 }, failing: false, since: null },
      { name: 'second' },
    ]);
    expect(lines).toEqual([]);
  });

  test('goes on for the grace, then stops, and comes back by itself', async () => {
    const { anchoring, anchor, pass, publish, lines } = setUp();
    anchor.mood = 'refuses';
    publish(0);
    await pass(0);
    expect(anchoring.state()).toBe('grace');
    await pass(4 * hour - 1);
    expect(anchoring.state()).toBe('grace');
    await pass(1);
    expect(anchoring.state()).toBe('stopped');
    await pass(hour);
    expect(lines.filter((line) => line.startsWith('error'))).not.toEqual([]);
    anchor.mood = 'takes';
    await pass(60_000);
    expect(anchoring.state()).toBe('anchored');
    expect(lines.at(-1)).toBe('info: an anchor takes checkpoints again');
  });

  test('stops after a grace of another length', async () => {
    const { anchoring, anchor, pass, publish } = setUp({ graceMs: 5_000 });
    anchor.mood = 'refuses';
    publish(0);
    await pass(4_999);
    expect(anchoring.state()).toBe('grace');
    await pass(1);
    expect(anchoring.state()).toBe('stopped');
  });

  test('counts the grace from the oldest checkpoint that is not anchored, not from the newest', async () => {
    const { anchoring, anchor, pass, publish } = setUp();
    anchor.mood = 'refuses';
    for (let minute = 0; minute < 4; minute++) {
      publish(minute);
      await pass(hour);
    }
    expect(anchoring.state()).toBe('stopped');
  });

  test('tries again, less and less often, and catches up with the newest alone', async () => {
    const { anchor, pass, publish } = setUp();
    anchor.mood = 'refuses';
    publish(0);
    await pass(1_000 + 2_000 + 4_000);
    expect(anchor.tried).toEqual([1, 1, 1, 1]);
    for (const index of [1, 2, 3]) publish(index);
    await pass(7_999);
    // More to say is no reason to ask sooner.
    expect(anchor.tried).toHaveLength(4);
    anchor.mood = 'takes';
    await pass(1);
    expect(anchor.taken).toEqual([4]);
    anchor.mood = 'refuses';
    publish(4);
    await pass(hour);
    const perHour = anchor.tried.length - 5;
    expect(perHour).toBeGreaterThanOrEqual(60);
    expect(perHour).toBeLessThan(70);
  });

  test('gives up an attempt that takes too long, even where the anchor does not heed the signal', async () => {
    const { anchoring, anchor, pass, publish } = setUp({ attemptMs: 500 });
    anchor.mood = 'hangs';
    publish(0);
    await pass(499);
    expect(anchoring.state()).toBe('anchored');
    await pass(1);
    expect(anchoring.state()).toBe('grace');
    anchor.mood = 'takes';
    await pass(1_000);
    expect(anchor.taken).toEqual([1]);
  });

  test('one attempt at a time: what comes meanwhile waits, the newest of it', async () => {
    const { anchor, pass, publish } = setUp({ attemptMs: 500 });
    anchor.mood = 'hangs';
    for (const index of [0, 1, 2]) publish(index);
    await pass(499);
    expect(anchor.tried).toEqual([1]);
    anchor.mood = 'takes';
    await pass(1_001);
    expect(anchor.tried).toEqual([1, 3]);
  });

  test('needs one of several anchors, or as many as it is told', async () => {
    for (const [needed, expected] of [
      [1, 'anchored'],
      [2, 'grace'],
    ] as const) {
      const [good, bad] = [pliantAnchor('good'), pliantAnchor('bad')];
      bad.mood = 'refuses';
      const { anchoring, pass, publish, lines } = setUp({ anchors: [bad, good], needed });
      publish(0);
      await pass(0);
      expect(anchoring.state()).toBe(expected);
      // Either way somebody is told of the one that is down.
      expect(lines).toEqual(['warn: an anchor did not take a checkpoint']);
    }
    expect(() => setUp({ needed: 2 })).toThrow(RangeError);
  });

  test('a restart is no new grace', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anchoring-'));
    const memory = createAnchoringMemory(join(folder, 'state', 'anchoring'));
    expect(memory.read()).toBeNull();
    const before = setUp({ memory });
    before.anchor.mood = 'refuses';
    before.publish(0);
    await before.pass(3 * hour);

    const after = setUp({ memory });
    after.anchor.mood = 'refuses';
    expect(after.anchoring.state()).toBe('grace');
    after.publish(1);
    // The clock of this one began three hours earlier: with the four of the grace it stands where the grace ends.
    await after.pass(4 * hour);
    expect(after.anchoring.state()).toBe('stopped');
    after.anchor.mood = 'takes';
    await after.pass(60_000);
    expect(after.anchoring.state()).toBe('anchored');
    expect(memory.read()).toBeNull();
    await rm(folder, { recursive: true });
  });

  test('goes on where it cannot write down since when', async () => {
    const memory = {
      read: () => null,
      write() {
        throw new Error('read-only');
      },
    };
    const { anchoring, anchor, pass, publish, lines } = setUp({ memory });
    anchor.mood = 'refuses';
    publish(0);
    await pass(0);
    expect(anchoring.state()).toBe('grace');
    anchor.mood = 'takes';
    await pass(1_000);
    expect(anchoring.state()).toBe('anchored');
    expect(lines[0]).toBe('warn: since when nothing is anchored could not be written down');
  });

  test('tries once more when it closes, then no more', async () => {
    const { anchoring, anchor, pass, publish } = setUp();
    anchor.mood = 'refuses';
    publish(0);
    await pass(100);
    publish(1);
    anchor.mood = 'takes';
    await anchoring.close();
    expect(anchor.taken).toEqual([2]);
    anchor.mood = 'refuses';
    const failing = setUp();
    failing.anchor.mood = 'refuses';
    failing.publish(0);
    await failing.anchoring.close();
    const { length } = failing.anchor.tried;
    await failing.pass(hour);
    expect(failing.anchor.tried).toHaveLength(length);
    expect(length).toBeLessThanOrEqual(2);
  });
});
