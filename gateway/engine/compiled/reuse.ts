import type { FetchNode } from '@apollo/query-planner';
import { entityAsked, holds, positionsOf, type Asked, type Position } from './asked.js';
import { isObject, own, put, type Json } from '../../writing/json.js';
import type { PlacedFetch } from './nodes.js';
import { objectsAt, type Path } from './positions.js';
import type { Represent } from './representation.js';
import type { Run } from './run.js';

/** What other fetches of a run have been told of the entities that a fetch asks of. */
export interface Recall {
  /** What this fetch would be answered; undefined where that is not known. */
  readonly told: (representation: string) => Json | undefined;
  /** The fetch that is just being answered it. */
  readonly flight: (representation: string) => Promise<unknown> | undefined;
}

export interface Reuse {
  /** Null where nothing that a fetch asks can have been answered by another. */
  readonly recallFor: (node: FetchNode, representIn: (run: Run) => Represent) => ((run: Run) => Recall) | null;
  /** Says of a fetch that it is on its way. */
  readonly fly: (run: Run, node: FetchNode, answered: Promise<unknown>) => void;
}

/** For plans in which nothing may be reused. */
export const nothingToReuse: Reuse = { recallFor: () => null, fly: () => undefined };

type Flights = Map<FetchNode, Promise<unknown>>;

/**
 * One entity often stands at several places of an answer, and is asked of by several fetches of a plan. What a subgraph has told of it in
 * this request is not asked of that subgraph again. A null is asked for at each place: there may be an error to it.
 */
export function createReuse(fetches: readonly PlacedFetch[]): Reuse {
  if (fetches.some(({ fetch }) => fetch.contextRewrites?.length)) return nothingToReuse;
  const flights = new WeakMap<Run, Flights>();
  let positions: Position[] | undefined;
  const sourcesOf = (fetch: FetchNode, asked: Asked) =>
    (positions ??= fetches.flatMap(({ fetch: other, path }) => positionsOf(other, path))).filter(
      ({ node, asked: known }) => node !== fetch && node.serviceName === fetch.serviceName && holds(known, asked),
    );
  return {
    recallFor(fetch, representIn) {
      const alone = fetches.every((other) => other.fetch === fetch || other.fetch.serviceName !== fetch.serviceName);
      if (alone || fetch.inputRewrites?.length || fetch.outputRewrites?.length) return null;
      const asked = entityAsked(fetch);
      const sources = asked ? sourcesOf(fetch, asked) : [];
      if (!asked || sources.length === 0) return null;
      return (run) => recallFrom({ run, sources, asked, represent: representIn(run), flights: flights.get(run) });
    },
    fly(run, node, answered) {
      const flying = flights.get(run) ?? new Map<FetchNode, Promise<unknown>>();
      flights.set(run, flying.set(node, answered));
      const land = () => void flying.delete(node);
      answered.then(land, land);
    },
  };
}

interface Recalling {
  readonly run: Run;
  readonly sources: readonly Position[];
  readonly asked: Asked;
  readonly represent: Represent;
  readonly flights: Flights | undefined;
}

function recallFrom({ run, sources, asked, represent, flights }: Recalling): Recall {
  const told = lazily(() => {
    const found = new Map<string, Json>();
    for (const [object, name] of namedAt(run, sources, represent)) {
      const picked = pick(object, asked);
      if (picked) found.set(name, picked as Json);
    }
    return found;
  });
  const flying = lazily(() => {
    const found = new Map<string, Promise<unknown>>();
    for (const source of sources) {
      const flight = source.ofEntities ? flights?.get(source.node) : undefined;
      if (flight) for (const [, name] of namedAt(run, [source], represent)) found.set(name, flight);
    }
    return found;
  });
  return {
    told: (representation) => told().get(representation),
    flight: (representation) => (flights?.size ? flying().get(representation) : undefined),
  };
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

function* namedAt(
  { data, copies }: Run,
  sources: readonly { readonly path: Path }[],
  represent: Represent,
): Generator<[Json, string]> {
  for (const { path } of sources)
    for (const object of objectsAt(data, path, copies)) {
      const name = represent(object);
      if (name !== null) yield [object, name];
    }
}

/** What is asked of a value; undefined where something is missing or null. */
function pick(value: unknown, asked: Asked | null): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => pick(item, asked));
    return items.includes(undefined) ? undefined : items;
  }
  if (!asked) return value;
  if (!isObject(value)) return undefined;
  const picked: Json = {};
  for (const [key, below] of asked) {
    const told = pick(own(value, key), below);
    if (told === undefined) return undefined;
    put(picked, key, told);
  }
  return picked;
}
