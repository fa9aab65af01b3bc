import { genesis } from './chain.js';
import { canonicalJson } from './canonical.js';
import { buildTree, type Frontier, type TreeBuilder } from './merkle.js';
import type { RawEntry, Reader, ReadEntry } from './raw-entries.js';
import type { Seal } from './seals.js';
import type { Fault } from './verdicts.js';

/** After which entry a walk begins, and what is known of the log up to there. */
export interface Start {
  readonly seq: number;
  /** Hash of that entry; null where it is not known. */
  readonly hash: string | null;
  /** The tree up to there; null where it is not known: then the chain is held against the checkpoints, but not the tree. */
  readonly tree: Frontier | null;
}

export const beginning: Start = { seq: 0, hash: genesis, tree: { size: 0, hashes: [] } };

/** How far a walk has come. */
export interface Walk {
  readonly log: string;
  readonly seals: readonly Seal[];
  seq: number;
  hash: string | null;
  readonly tree: TreeBuilder | null;
  /** Index of the next checkpoint to be met. */
  nextSeal: number;
  /** Size of the newest checkpoint that held. */
  sealedTo: number | null;
}

/** A walk that begins after `start`, and the fault that checkpoints of just that size show in it. */
export function beginWalk(
  log: string,
  seals: readonly Seal[],
  start: Start,
): { readonly walk: Walk; readonly fault: Fault | null } {
  const tree = start.tree && buildTree(start.tree);
  const first = seals.findIndex(({ size }) => size >= start.seq);
  const nextSeal = first < 0 ? seals.length : first;
  // A checkpoint just before the first entry says what that entry must follow.
  const hash = start.hash ?? (seals[nextSeal]?.size === start.seq ? seals[nextSeal].head : null);
  const walk: Walk = { log, seals, seq: start.seq, hash, tree, nextSeal, sealedTo: null };
  return { walk, fault: meetSeals(walk) ? null : replaced(walk) };
}

/** Takes the entry into the walk; answers what is wrong with it, or null. Reads on, and promises, only to find out what. */
export function step(walk: Walk, entry: ReadEntry | null, reader: Reader): Fault | Promise<Fault> | null {
  const expected = walk.seq + 1;
  if (!entry) return faultOf('UNREADABLE', expected, `record ${expected} cannot be read`);
  if (entry.place.seq !== expected) return misplaced(walk, entry, reader);
  const unlike = unlikeItsPlace(walk, entry);
  if (unlike !== null) return changed(expected, unlike);
  if (walk.hash !== null && walk.hash !== entry.place.prev) return broken(walk, entry, reader);
  walk.seq = entry.place.seq;
  walk.hash = entry.hash;
  walk.tree?.append(entry.hash);
  return meetSeals(walk) ? null : unlikeSeal(walk, entry, reader);
}

/** Why the text is not the one that belongs where it was stored; null where it may be. */
function unlikeItsPlace({ log }: Walk, { place, raw, hash }: ReadEntry): string | null {
  if (place.log !== log) return 'it names another log';
  if (raw.hash !== undefined && raw.hash !== hash) return 'it does not fit the hash it was stored with';
  return raw.seq === undefined || raw.seq === place.seq ? null : 'it is stored under another number than its own';
}

const faultOf = (verdict: Fault['verdict'], at: number, detail: string): Fault => ({ verdict, at, detail });
const changed = (at: number, why: string) => faultOf('CHANGED', at, `record ${at} was changed: ${why}`);

/** Whether all checkpoints of just this size fit. */
function meetSeals(walk: Walk): boolean {
  for (; walk.seals[walk.nextSeal]?.size === walk.seq; walk.nextSeal += 1) {
    const { head, root } = walk.seals[walk.nextSeal]!;
    if (head !== walk.hash || (walk.tree && walk.tree.root() !== root)) return false;
    walk.sealedTo = walk.seq;
  }
  return true;
}

/** An entry of another number than the one that is due: misplaced, or altered, or the one that is due is gone. */
async function misplaced(walk: Walk, entry: ReadEntry, reader: Reader): Promise<Fault> {
  const expected = walk.seq + 1;
  const following = await reader.next();
  if (entry.place.seq < expected && following?.place.seq !== expected + 1)
    return faultOf('REORDERED', entry.place.seq, `record ${entry.place.seq} stands after record ${walk.seq}`);
  for (let later = following; later !== undefined; later = await reader.next())
    if (later?.place.seq === expected)
      return faultOf('REORDERED', expected, `record ${expected} stands after record ${entry.place.seq}`);
  if (following?.place.seq === expected + 1) return changed(expected, `it says it is record ${entry.place.seq}`);
  const last = entry.place.seq - 1;
  return faultOf(
    'MISSING',
    expected,
    last === expected ? `record ${expected} is missing` : `records ${expected} to ${last} are missing`,
  );
}

/** An entry that does not follow the one before it: which of the two was changed, the next one tells, or a checkpoint. */
async function broken(walk: Walk, entry: ReadEntry, reader: Reader): Promise<Fault> {
  const before = changed(walk.seq, `record ${entry.place.seq} follows another`);
  const self = changed(entry.place.seq, `it does not follow record ${walk.seq}`);
  if (walk.sealedTo === walk.seq || walk.seq === 0) return self;
  const heads = walk.seals.slice(walk.nextSeal).filter(({ size }) => size === entry.place.seq);
  const following = heads[0]?.head ?? (await reader.next())?.place.prev;
  return following === undefined || following === entry.hash ? before : self;
}

/** A checkpoint does not fit though all fitted so far: the last record alone was changed, or more, with the chain written anew. */
async function unlikeSeal(walk: Walk, entry: ReadEntry, reader: Reader): Promise<Fault> {
  const following = await reader.next();
  const isAlone = following ? following.place.prev !== entry.hash : !isCanonical(entry.raw);
  return isAlone ? changed(walk.seq, 'it is not the one a checkpoint names') : replaced(walk);
}

function replaced({ seq, sealedTo, seals, nextSeal }: Walk): Fault {
  const since = sealedTo === null ? 'up to' : `after ${sealedTo}, up to`;
  const detail = `the records ${since} ${seq} are not those of the checkpoint signed at ${seals[nextSeal]?.at ?? 'that size'}`;
  return faultOf('REPLACED', seq, detail);
}

/** Whether the hub could have written this text. */
function isCanonical({ text }: RawEntry): boolean {
  const written = typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
  try {
    return canonicalJson(JSON.parse(written)) === written;
  } catch {
    return false;
  }
}
