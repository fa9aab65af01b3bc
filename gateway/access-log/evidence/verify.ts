import { findBeginning, isAfter, type Range } from './range.js';
import { createReader, type RawEntries, type ReadEntry, type Reader } from './raw-entries.js';
import { readSeals, type Place, type Seal, type Seals, type Trust } from './seals.js';
import type { Fault, Verdict, VerdictName } from './verdicts.js';
import { beginning, beginWalk, step, type Start, type Walk } from './walk.js';

export interface Verification extends Trust {
  readonly log: string;
  /** In the order in which the log holds them, to its end: reading stops by itself where a range does. */
  readonly entries: RawEntries;
  /** Read before the entries, so that a log that is being written is not found to be behind its checkpoints. */
  readonly places: readonly Place[];
  readonly range?: Range;
  /** What is left of entries that have gone by retention. */
  readonly pruned?: Start | undefined;
  /** Nothing signed since then (RFC 3339) may have gone by retention. */
  readonly keptSince?: string | undefined;
}

/**
 * Holds a log against its signed checkpoints, in one pass: the chain of hashes, and the tree as far as it is known from the beginning.
 * Needs nothing but what it is given, changes nothing, and has in memory one entry at a time and the checkpoints.
 */
export async function verifyLog(verification: Verification): Promise<Verdict> {
  const { log, entries, places, range = {}, pruned = null, keptSince } = verification;
  const seals = await readSeals(log, places, verification);
  const fault = seals.fault ?? goneTooSoon(pruned, seals, keptSince);
  if (fault) return verdictOf(log, seals, pruned, { ...nothingRead, fault });
  const reader = createReader(entries);
  try {
    return verdictOf(log, seals, pruned, await readRange(log, reader, seals, range, pruned ?? beginning));
  } finally {
    await reader.close();
  }
}

function goneTooSoon(pruned: Start | null, { seals }: Seals, keptSince: string | undefined): Fault | null {
  const seal = pruned && seals.find(({ size }) => size >= pruned.seq);
  if (!seal || keptSince === undefined || Date.parse(seal.at) < Date.parse(keptSince)) return null;
  return { verdict: 'MISSING', at: pruned.seq, detail: `records up to ${pruned.seq} are gone before their time` };
}

/** What reading the entries showed. */
interface Outcome {
  readonly fault: Fault | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly sealedTo: number | null;
  /** When the first record after the newest checkpoint was written. */
  readonly unsealedSince: string | null;
}

const nothingRead: Outcome = { fault: null, from: null, to: null, sealedTo: null, unsealedSince: null };

async function readRange(log: string, reader: Reader, seals: Seals, { from, to }: Range, known: Start): Promise<Outcome> {
  const { start, entry: first } = await findBeginning(reader, { from }, known);
  const { walk, fault: faultAtStart } = beginWalk(log, seals.seals, start);
  const seen = watch(walk);
  if (faultAtStart) return seen.outcome(faultAtStart);
  for (let entry = first; entry !== undefined;) {
    const isPast = entry !== null && to !== undefined && isAfter(entry.place, to);
    // Records after the range are read for the next checkpoint only, which proves those in it.
    if (isPast && (seen.isProven() || walk.nextSeal >= walk.seals.length)) return seen.outcome(null);
    const fault = step(walk, entry, reader);
    if (fault) return seen.outcome(await fault);
    seen.note(isPast, entry);
    const next = reader.next();
    entry = next instanceof Promise ? await next : next;
  }
  return seen.outcome(endsTooSoon(walk, seals, to));
}

/** Notes which of the records that a walk takes belong to the range, and which of them are not covered yet. */
function watch(walk: Walk) {
  const begun = walk.seq;
  let from: number | null = null;
  let to: number | null = null;
  let unsealedSince: string | null = null;
  return {
    note(isPast: boolean, entry: ReadEntry | null) {
      if (!isPast) [from, to] = [from ?? walk.seq, walk.seq];
      unsealedSince = walk.sealedTo === walk.seq ? null : (unsealedSince ?? entry?.place.at ?? null);
    },
    /** Where the range holds nothing, by the record after it. */
    isProven: () => walk.sealedTo !== null && walk.sealedTo >= (to ?? begun + 1),
    outcome: (fault: Fault | null): Outcome => ({ fault, from, to, sealedTo: walk.sealedTo, unsealedSince }),
  };
}

function endsTooSoon({ seq }: Walk, { seals }: Seals, to: Range['to']): Fault | null {
  const due = sealsDue(seals, seq, to);
  const size = due.at(-1)?.size ?? 0;
  if (size <= seq) return null;
  const own = due.findLast((seal) => seal.own)?.size ?? null;
  const detail = `the log ends at record ${seq}, but a signed checkpoint says that it held ${size}`;
  if (own === null || own > seq) return { verdict: 'TRUNCATED', at: seq + 1, detail };
  return { verdict: 'OLD_COPY', at: seq + 1, detail: `${detail}: the log and its own checkpoints are an older copy` };
}

/** The checkpoints whose records must be there: of those signed after the range, none. An export is older than what is signed since. */
function sealsDue(seals: readonly Seal[], seq: number, to: Range['to']): readonly Seal[] {
  if (typeof to === 'string') return seals.filter(({ at }) => Date.parse(at) <= Date.parse(to));
  return to !== undefined && to <= seq ? [] : seals;
}

function verdictOf(log: string, { seals, stamps }: Seals, pruned: Start | null, outcome: Outcome): Verdict {
  const { from, to, sealedTo, fault } = outcome;
  const entries = from === null || to === null ? 0 : to - from + 1;
  const unsealed = to === null ? 0 : Math.min(entries, Math.max(0, to - (sealedTo ?? 0)));
  const last = seals.at(-1);
  const named = fault ?? outcomeOf(entries, unsealed, outcome);
  return {
    verdict: named.verdict,
    log,
    from,
    to,
    entries,
    unsealed,
    prunedTo: pruned?.seq ?? null,
    checkpoints: seals.length,
    lastCheckpoint: last ? { size: last.size, at: last.at, root: last.root } : null,
    stamps: { ...stamps },
    at: named.at,
    detail: named.detail,
  };
}

function outcomeOf(entries: number, unsealed: number, { from, to, sealedTo, unsealedSince }: Outcome) {
  if (entries === 0) return named(sealedTo === null ? 'UNPROVEN' : 'CLEAN', 'there are no records');
  if (unsealed === entries) return named('UNPROVEN', `no signed checkpoint covers any of the records ${from} to ${to}`);
  const held = `records ${from} to ${to! - unsealed} are those that were signed`;
  return named('CLEAN', unsealed === 0 ? held : `${held}; ${unsealed} since ${unsealedSince} are not yet sealed`);
}

const named = (verdict: VerdictName, detail: string) => ({ verdict, at: null, detail });
