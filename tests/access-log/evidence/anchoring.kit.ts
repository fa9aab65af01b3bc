import { createAnchoring, type AnchoringSettings } from '../../../gateway/access-log/evidence/anchoring.js';
import type { Anchor } from '../../../gateway/access-log/evidence/anchors/anchor.js';
import type { Clock } from '../../../gateway/access-log/evidence/publishing.js';
import { sampleLog } from './sample-log.js';

export const { checkpoints } = sampleLog({ size: 50, every: 1 });

/** A clock that stands until it is moved. */
export function handClock() {
  let time = Date.UTC(2026, 4, 4);
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => time,
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
  };
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    clock,
    settle,
    /** Timers fall due one by one, and what they start comes to rest before the next. */
    pass: async (ms: number) => {
      const end = time + ms;
      await settle();
      for (let next = due(end); next; next = due(end)) {
        time = next.at;
        timers = timers.filter((one) => one !== next);
        next.run();
        await settle();
      }
      time = end;
    },
  };
  function due(end: number) {
    return timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}

/** An anchor that takes, refuses or hangs, as it is told. */
export function pliantAnchor(name = 'pliant') {
  const taken: number[] = [];
  const tried: number[] = [];
  const anchor: Anchor & { mood: 'takes' | 'refuses' | 'hangs'; taken: number[]; tried: number[] } = {
    name,
    mood: 'takes',
    taken,
    tried,
    async publish({ size }) {
      tried.push(size);
      if (anchor.mood === 'refuses') throw new Error('no');
      if (anchor.mood === 'hangs') await new Promise(() => {});
      taken.push(size);
    },
  };
  return anchor;
}

/** A log whose lines can be read. */
export function collectingLog() {
  const lines: string[] = [];
  const write = (level: string) => (_data: unknown, text: string) => void lines.push(`${level}: ${text}`);
  return {
    lines,
    log: { info: write('info'), warn: write('warn'), error: write('error') } as unknown as AnchoringSettings['log'],
  };
}

/** Anchoring over one pliant anchor, at a clock moved by hand. */
export function setUp(changes: Partial<AnchoringSettings> = {}) {
  const hand = handClock();
  const anchor = pliantAnchor();
  const { lines, log } = collectingLog();
  const anchoring = createAnchoring({ anchors: [anchor], log, clock: hand.clock, ...changes });
  return { ...hand, anchor, lines, anchoring, publish: (index: number) => anchoring.publish(checkpoints[index]!) };
}
