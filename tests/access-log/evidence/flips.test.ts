import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Kept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { readExport } from '../../../gateway/access-log/evidence/raw-entries.js';
import { exportOf, sampleLog, verify } from './sample-log.js';

function flip(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
}

const verdictOf = async (bytes: Buffer, elsewhere: readonly Kept[]) => (await verify(readExport([bytes]), { elsewhere })).verdict;

describe('one bit flipped in an export', () => {
  test('is found in whichever byte it is', async () => {
    const { entries, checkpoints } = sampleLog({ size: 3 });
    const bytes = exportOf(entries);
    expect(await verdictOf(bytes, checkpoints)).toBe('CLEAN');
    const clean = [];
    for (let at = 0; at < bytes.length; at++)
      if ((await verdictOf(flip(bytes, at * 8 + (at % 8)), checkpoints)) === 'CLEAN') clean.push(at);
    expect(clean).toEqual([]);
  });

  test('is found in a longer log, wherever it is', async () => {
    const { entries, checkpoints } = sampleLog({ size: 400, every: 150 });
    const bytes = exportOf(entries);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        expect(await verdictOf(flip(bytes, bit), checkpoints)).not.toBe('CLEAN');
      }),
    );
  });

  test('is found when it is one of a checkpoint', async () => {
    const { entries, checkpoints } = sampleLog({ size: 3 });
    const note = Buffer.from(checkpoints[0]!.note);
    const bytes = exportOf(entries);
    for (let bit = 0; bit < note.length * 8; bit++)
      expect(await verdictOf(bytes, [{ note: flip(note, bit).toString('utf8') }])).not.toBe('CLEAN');
  });
});
