import { Reason } from '../../../core/errors.js';
import type { AccessRecord } from '../record.js';

// Two hubs write down the same question: the one that asked, under the id of its own request, and the one that answered, with that id as
// `correlation`. Both logs are read side by side by time. Only ids whose other side may still come are in memory: those of `windowMs`.

/** What is read of a record. */
export type ReconciledRecord = Pick<AccessRecord, 'at' | 'request' | 'correlation' | 'sources'> & {
  readonly actor: { readonly client: string } | null;
};

export interface Reconciliation {
  /** Log of the hub that asks, by time. */
  readonly calling: AsyncIterable<ReconciledRecord>;
  /** Log of the hub that is asked, by time. */
  readonly called: AsyncIterable<ReconciledRecord>;
  /** Name of the called hub among the sources of the calling one: which of its records must have another side. */
  readonly source: string;
  /** The client as which it calls; without one, every record that came from a hub must have another side. */
  readonly client?: string | undefined;
  /** How far apart both sides of a question may be, by their clocks; ten minutes unless given. */
  readonly windowMs?: number;
  /** More ids than these at once are refused rather than taken into memory (about 200 bytes each); a million unless given. */
  readonly maxOpen?: number;
}

/** A question that one side alone wrote down. */
export interface OneSided {
  readonly only: 'calling' | 'called';
  /** Id that the calling hub gave it. */
  readonly request: string;
  readonly at: string;
}

type Side = OneSided['only'];

interface Sighting {
  readonly id: string;
  readonly at: string;
  /** That the other side must have it: not, where the call failed and may never have arrived. */
  readonly needed: boolean;
}

interface Open {
  readonly only: Side;
  readonly at: string;
  both: boolean;
  needed: boolean;
}

/** Lists which questions only one side recorded, the oldest first. */
export async function* reconcile(reconciliation: Reconciliation): AsyncGenerator<OneSided> {
  const { calling, called, source, client, windowMs = 600_000, maxOpen = 1_000_000 } = reconciliation;
  // In the order of their first sight, as a map keeps it.
  const open = new Map<string, Open>();
  const sides = {
    calling: sightingsIn(calling, (record) => askedOf(record, source)),
    called: sightingsIn(called, (record) => cameFrom(record, client)),
  };
  const heads = { calling: await take(sides.calling), called: await take(sides.called) };
  while (heads.calling || heads.called) {
    const side = earlier(heads.calling, heads.called);
    const sighting = heads[side]!;
    heads[side] = await take(sides[side]);
    yield* close(open, Date.parse(sighting.at) - windowMs);
    see(open, side, sighting);
    if (open.size > maxOpen) throw new Reason(`more than ${maxOpen} questions at once: take a smaller window`);
  }
  yield* close(open, Infinity);
}

async function* sightingsIn(records: AsyncIterable<ReconciledRecord>, read: (record: ReconciledRecord) => Sighting | null) {
  for await (const record of records) {
    const sighting = read(record);
    if (sighting) yield sighting;
  }
}

async function take(sightings: AsyncGenerator<Sighting>): Promise<Sighting | null> {
  const result = await sightings.next();
  return result.done ? null : result.value;
}

function askedOf({ sources, request, at }: ReconciledRecord, name: string): Sighting | null {
  const asked = sources.filter((source) => source.name === name);
  return asked.length === 0 ? null : { id: request, at, needed: asked.some(({ status }) => status === 'OK') };
}

function cameFrom({ correlation, at, actor }: ReconciledRecord, client: string | undefined): Sighting | null {
  if (correlation === null || (client !== undefined && actor?.client !== client)) return null;
  return { id: correlation, at, needed: true };
}

function earlier(calling: Sighting | null, called: Sighting | null): Side {
  if (!calling || !called) return calling ? 'calling' : 'called';
  return Date.parse(calling.at) < Date.parse(called.at) ? 'calling' : 'called';
}

function see(open: Map<string, Open>, side: Side, { id, at, needed }: Sighting): void {
  const known = open.get(id);
  if (!known) {
    open.set(id, { only: side, at, both: false, needed });
    return;
  }
  known.both ||= known.only !== side;
  known.needed ||= needed;
}

/** Lets go of what was first seen before `limit`, and says which of it has one side only. */
function* close(open: Map<string, Open>, limit: number): Generator<OneSided> {
  for (const [request, { only, at, both, needed }] of open) {
    if (Date.parse(at) >= limit) return;
    open.delete(request);
    if (!both && needed) yield { only, request, at };
  }
}
