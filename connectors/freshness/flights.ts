import { AsyncLocalStorage } from 'node:async_hooks';
import { outOfScope } from '../../core/request-scope.js';
import { bytesOf } from './value-bytes.js';
import type { Freshness } from './kinds.js';
import type { Entity, Entry, EntryStore } from './store.js';

/** An answer, or what kept it away. `value` is for one who asked; whoever else waits makes their own of the bytes. */
export type Landing = { readonly entry: Entry; readonly value: unknown } | { readonly error: unknown };

export type Load<T> = (missing: readonly string[]) => Promise<readonly (T | Error)[]>;

/** What is asked for, by the key it is read by. */
export interface Asked extends Entity {
  readonly key: string;
  readonly reader: string;
}

/** A place in a flight. `own`: one's own `load` fetches it. */
export interface Seat {
  readonly landing: Promise<Landing>;
  readonly own: boolean;
}

/** What a source is being asked for: whoever asks for the same meanwhile waits for the same answer. */
export interface Flights {
  /** By key. What nobody asks for yet, `load` is asked for, once. */
  board(asked: readonly Asked[], load: Load<unknown>, policy: Freshness): ReadonlyMap<string, Seat>;
}

interface Flight {
  readonly landing: Promise<Landing>;
  readonly forgottenAt: number;
}

const loads = new AsyncLocalStorage<{ fetchedAt: number }>();

/** Tells the load that something is read for, if any, how old what was read is: what it makes of it is no newer. */
export function drawOn(fetchedAt: number): void {
  const load = loads.getStore();
  if (load) load.fetchedAt = Math.min(load.fetchedAt, fetchedAt);
}

export function createFlights(store: EntryStore): Flights {
  const flights = new Map<string, Flight>();

  function land(asked: Asked, flight: Flight, landing: Landing, { freshSeconds, staleSeconds }: Freshness): void {
    const name = flightOf(asked);
    if (flights.get(name) === flight) flights.delete(name);
    if ('error' in landing || flight.forgottenAt !== store.forgottenAt(asked)) return;
    const { entry } = landing;
    const keepMs = entry.fetchedAt + (freshSeconds + staleSeconds) * 1000 - Date.now();
    if (freshSeconds + staleSeconds > 0 && keepMs > 0) store.set(asked, asked.reader, entry, keepMs);
  }

  /** For no one in particular: others may come to wait for it, and outlast who asked first. */
  function begin(asked: readonly Asked[], load: Load<unknown>, policy: Freshness): readonly Promise<Landing>[] {
    const loading = landingsOf(asked, load);
    return asked.map((one, index) => {
      const landing = loading.then((landings) => landings[index]!);
      const flight = { landing, forgottenAt: store.forgottenAt(one) };
      flights.set(flightOf(one), flight);
      void landing.then((landed) => land(one, flight, landed, policy));
      return landing;
    });
  }

  return {
    board(asked, load, policy) {
      const seats = new Map<string, Seat>();
      const unasked: Asked[] = [];
      for (const one of asked) {
        const flight = flights.get(flightOf(one));
        if (flight?.forgottenAt === store.forgottenAt(one)) seats.set(one.key, { landing: flight.landing, own: false });
        else unasked.push(one);
      }
      if (unasked.length === 0) return seats;
      const begun = begin(unasked, load, policy);
      unasked.forEach(({ key }, index) => seats.set(key, { landing: begun[index]!, own: true }));
      return seats;
    },
  };
}

const flightOf = ({ name, reader }: Asked) => `${name} ${reader}`;

/** Never rejects: one landing for each that is asked for. */
async function landingsOf(asked: readonly Asked[], load: Load<unknown>): Promise<readonly Landing[]> {
  const drawn = { fetchedAt: Infinity };
  try {
    const values = await outOfScope(() => loads.run(drawn, async () => load(asked.map(({ key }) => key))));
    if (values.length !== asked.length) throw new TypeError(`asked for ${asked.length}, loaded ${values.length}`);
    const fetchedAt = Math.min(Date.now(), drawn.fetchedAt);
    return values.map((value) => landingOf(value, fetchedAt));
  } catch (error) {
    return asked.map(() => ({ error }));
  }
}

function landingOf(value: unknown, fetchedAt: number): Landing {
  if (value instanceof Error) return { error: value };
  try {
    return { entry: { bytes: bytesOf(value), fetchedAt }, value };
  } catch (error) {
    return { error };
  }
}
