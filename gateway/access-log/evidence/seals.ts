import type { KeyObject } from 'node:crypto';
import type { Kept } from './anchors/kept.js';
import { inspectCheckpoint, type Checkpoint } from './checkpoint.js';
import type { Fault } from './verdicts.js';

/** Somewhere checkpoints are kept. */
export interface Place {
  readonly name: string;
  /** Beside the log itself, where whoever rewrites the log can reach them, too. */
  readonly own: boolean;
  readonly checkpoints: AsyncIterable<Kept> | Iterable<Kept>;
}

/** A checkpoint that holds, and whether it was kept beside the log. */
export type Seal = Pick<Checkpoint, 'size' | 'root' | 'head' | 'at'> & Pick<Place, 'own'>;

/** What all places know of a log. */
export interface Seals {
  /** By size, the smallest first. Takes about 300 bytes of memory for each checkpoint. */
  readonly seals: readonly Seal[];
  readonly stamps: { readonly checked: number; readonly unchecked: number };
  readonly fault: Fault | null;
}

export interface Trust {
  readonly publicKeys: readonly KeyObject[];
  /** PEM of the certificates that time stamps must go back to. */
  readonly authorities: readonly string[];
}

/** Reads what every place has kept of one log, and holds each checkpoint against the keys. Stops at the first that does not hold. */
export async function readSeals(log: string, places: readonly Place[], trust: Trust): Promise<Seals> {
  const seals: Seal[] = [];
  const stamps = { checked: 0, unchecked: 0 };
  const summary = (fault: Fault | null): Seals => ({ seals: seals.toSorted((a, b) => a.size - b.size), stamps, fault });
  for (const place of places)
    for await (const kept of place.checkpoints) {
      const read = readSeal(log, place, kept, trust);
      if (read.fault) return summary(read.fault);
      if (!read.seal) continue;
      seals.push(read.seal);
      if (kept.stamp === undefined) continue;
      if (trust.authorities.length === 0) stamps.unchecked += 1;
      else {
        const why = await faultOfStamp(kept.stamp, kept.note, trust.authorities);
        if (why !== null)
          return summary(faultOf('BAD_STAMP', read.seal.size, `the time stamp in "${place.name}" does not hold: ${why}`));
        stamps.checked += 1;
      }
    }
  return summary(null);
}

const faultOf = (verdict: Fault['verdict'], at: number | null, detail: string): Fault => ({ verdict, at, detail });

/** Neither fault nor seal, where the checkpoint is of a log that nobody asked about: then its key need not be known. */
function readSeal(log: string, { name, own }: Place, { note }: Kept, { publicKeys }: Trust): { fault?: Fault; seal?: Seal } {
  const inspected = inspectCheckpoint(note, publicKeys);
  if (inspected.state === 'unreadable')
    return { fault: faultOf('BAD_CHECKPOINT', null, `"${name}" holds a checkpoint that cannot be read`) };
  if (inspected.state === 'forged')
    return { fault: faultOf('BAD_CHECKPOINT', null, `"${name}" holds a checkpoint that is not as it was signed`) };
  if (inspected.state === 'foreign')
    return inspected.log === log
      ? { fault: faultOf('WRONG_KEY', null, `"${name}" holds a checkpoint that is signed with another key than the one given`) }
      : {};
  const { size, root, head, at } = inspected.checkpoint;
  return inspected.checkpoint.log === log ? { seal: { size, root, head, at, own } } : {};
}

/** Why a stamp does not hold; null where it does. */
async function faultOfStamp(stamp: string, note: string, authorities: readonly string[]): Promise<string | null> {
  // Only who has stamps pays for what reads them.
  const { checkStamp } = await import('./anchors/stamp.js');
  const checked = await checkStamp(Buffer.from(stamp, 'base64'), note, authorities);
  return checked.holds ? null : checked.why;
}
