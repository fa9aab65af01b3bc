import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObject, own, put, type Json } from './json.js';
import { compileRewrites } from './rewrites.js';
import { typenameOf, type Meets } from './types.js';

/** What names an entity to a subgraph; null where something that subgraph needs has not been answered. */
export type Represent = (entity: Json) => Json | null;

/** Copies what is selected; false where something is missing. */
type Copy = (from: Json, to: Json) => boolean;

export function compileRepresentation({ requires = [], inputRewrites }: FetchNode, meets: Meets): Represent {
  const copy = compileSelections(requires, meets);
  const rewrite = compileRewrites(inputRewrites, meets);
  return (entity) => {
    const representation: Json = {};
    if (!copy(entity, representation) || typenameOf(representation) === null) return null;
    return rewrite ? (rewrite(representation) as Json) : representation;
  };
}

function compileSelections(selections: readonly QueryPlanSelectionNode[], meets: Meets): Copy {
  const copies = selections.map((node) => {
    const below = node.selections?.length ? compileSelections(node.selections, meets) : null;
    if (node.kind === 'Field') return copyField(node.alias ?? node.name, below);
    return copyFragment(node.typeCondition, below!, meets);
  });
  return (from, to) => copies.every((copy) => copy(from, to));
}

function copyFragment(condition: string | undefined, below: Copy, meets: Meets): Copy {
  if (condition === undefined) return below;
  return (from, to) => {
    const name = typenameOf(from);
    return name === null || !meets(name, condition) || below(from, to);
  };
}

function copyField(key: string, below: Copy | null): Copy {
  return (from, to) => {
    const value = own(from, key);
    if (value === undefined) return false;
    const copied = below ? copyBelow(value, own(to, key), below) : value;
    if (copied === undefined) return false;
    put(to, key, copied);
    return true;
  };
}

/** `known`: what another fragment has copied there already. */
function copyBelow(value: unknown, known: unknown, below: Copy): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => copyBelow(item, Array.isArray(known) ? known[index] : undefined, below));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const to = isObject(known) ? known : {};
  return below(value, to) ? to : undefined;
}
