import type { SubgraphAnswer } from '../engine.js';
import { isPlaceless, keysAsked, maxPlaces } from '../place-errors.js';
import type { Fault } from './faults.js';
import type { Json } from '../../writing/json.js';
import type { Path } from './positions.js';

/** Objects, and for each the index of the entity it is to get. */
export interface Seats {
  readonly objects: Json[];
  readonly indexes: number[];
}

type SubgraphError = NonNullable<SubgraphAnswer['errors']>[number];

/** An error of a root fetch, at each of the objects it was made for. */
export function rootFaults(error: SubgraphError, places: readonly Path[], query: string): Fault[] {
  const below = isPlaceless(error) ? keysAsked(query, false).map((key) => [key]) : [error.path!];
  return places.flatMap((place) => below.map((path) => faultOf(error, [[...place, ...path]])));
}

/** An error of an entity fetch, at each place of the objects that the entity was fetched for. */
export function entityFaults(
  error: SubgraphError,
  { objects, indexes }: Seats,
  places: ReadonlyMap<Json, readonly Path[]>,
  asked: readonly string[],
): Fault[] {
  const [root, at, ...rest] = error.path ?? [];
  const placeless = root !== '_entities' || typeof at !== 'number';
  const concerned = placeless ? objects : objects.filter((_, seat) => indexes[seat] === at);
  // An error at an entity as a whole is one at each field that was asked of it.
  const below = placeless || rest.length === 0 ? asked.map((key) => [key]) : [rest];
  const standing = concerned.flatMap((object) => places.get(object) ?? []).slice(0, maxPlaces);
  return standing.map((place) =>
    faultOf(
      error,
      below.map((path) => [...place, ...path]),
    ),
  );
}

const faultOf = ({ message, extensions = {} }: SubgraphError, paths: readonly Path[]): Fault => ({ message, extensions, paths });
