import type { FetchNode } from '@apollo/query-planner';
import { keysAsked, maxPlaces } from '../place-errors.js';
import type { Fault } from './faults.js';
import { typenameOf, type Json } from '../../writing/json.js';
import { placesAt, type Path } from './positions.js';
import type { Represent } from './representation.js';
import type { Run } from './run.js';
import type { Meets } from './types.js';

/**
 * What an entity fetch cannot ask of objects because another fetch failed, that it depends on, is missing for the same reason. Says so at
 * each of its places.
 */
export function compileUnasked({ operation, requires = [] }: FetchNode, path: Path, meets: Meets) {
  const conditions = requires.flatMap((node) => (node.kind === 'InlineFragment' ? [node.typeCondition] : []));
  const isMeant = (object: Json) => {
    const typename = typenameOf(object);
    return typename === null || conditions.some((condition) => condition === undefined || meets(typename, condition));
  };
  return (run: Run, objects: readonly Json[], represent: Represent): void => {
    const unasked = objects.filter((object) => isMeant(object) && represent(object) === null);
    if (unasked.length === 0) return;
    const places = placesAt(run.data, path);
    const lost = unasked.flatMap((object) => places.get(object) ?? []).slice(0, maxPlaces);
    const reasonAt = reasons(run.faults, new Set(lost.map(({ length }) => length)));
    const keys = keysAsked(operation, true);
    const faults = lost.flatMap((place): Fault[] => {
      const reason = reasonAt(place);
      return reason ? [{ ...reason, paths: keys.map((key) => [...place, key]) }] : [];
    });
    run.faults.push(...faults);
  };
}

/** The first fault at something of the object at a place. */
function reasons(faults: readonly Fault[], lengths: ReadonlySet<number>) {
  const known = new Map<string, Fault>();
  for (const fault of faults)
    for (const path of fault.paths)
      for (const length of lengths) {
        const name = JSON.stringify(path.slice(0, length));
        if (path.length > length && !known.has(name)) known.set(name, fault);
      }
  return (place: Path) => known.get(JSON.stringify(place));
}
