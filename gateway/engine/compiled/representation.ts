import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObject, own, put, typenameOf, type Json } from '../../writing/json.js';
import type { PlainRequires } from './requires.js';
import { compilePlainRepresentation, nameOf } from './plain-representation.js';
import { compileRewrites } from './rewrites.js';
import type { Meets } from './types.js';

/** What names an entity to a subgraph, as JSON, equal for equal ones; null where something that subgraph needs has not been answered. */
export interface Represent {
  (entity: Json): string | null;
  /** Under which key entities have a value that is the same in equal representations; undefined where none is known. */
  readonly telling?: string;
}

/** Copies what is selected; false where something is missing. */
type Copy = (from: Json, to: Json) => boolean;

export interface RepresentationScope {
  readonly meets: Meets;
  readonly plain: Pick<PlainRequires, 'forms' | 'needsOf' | 'keysOf'>;
}

interface RepresentationOptions {
  /** Paths, in the plan's keys, of what may be missing. */
  readonly optional?: ReadonlySet<string>;
  /** One of which must be there. None: whatever there is names the entity. */
  readonly keys?: readonly (readonly string[])[];
}

export function compileRepresentation(
  node: FetchNode,
  { meets, plain }: RepresentationScope,
  { optional = new Set(), keys = [] }: RepresentationOptions = {},
): Represent {
  const { requires = [], inputRewrites } = node;
  const quick = optional.size === 0 ? compilePlainRepresentation(node, { meets, forms: plain.forms, keys }) : null;
  if (quick) return quick;
  const isNamed = (entity: Json) => keys.length === 0 || keys.some((key) => key.every((field) => Object.hasOwn(entity, field)));
  const copy = compileSelections(requires, { meets, forms: plain.forms, optional }, '');
  const rewrite = compileRewrites(inputRewrites, meets);
  return (entity) => {
    const representation: Json = {};
    if (!copy(entity, representation) || typenameOf(representation) === null || !isNamed(representation)) return null;
    return nameOf(rewrite ? (rewrite(representation) as Json) : representation);
  };
}

interface Scope {
  readonly meets: Meets;
  readonly forms: PlainRequires['forms'];
  readonly optional: ReadonlySet<string>;
}

function compileSelections(selections: readonly QueryPlanSelectionNode[], scope: Scope, at: string): Copy {
  const copies = selections.map((node) => {
    const place = node.kind === 'Field' ? `${at}.${node.name}` : at;
    const below = node.selections?.length ? compileSelections(node.selections, scope, place) : null;
    if (node.kind === 'InlineFragment') return copyFragment(node.typeCondition, below!, scope.meets);
    const key = node.alias ?? node.name;
    const copy = copyField(key, scope.forms.get(node.name)?.name ?? key, below);
    return scope.optional.has(place) ? (from: Json, to: Json) => copy(from, to) || true : copy;
  });
  if (copies.length === 1) return copies[0]!;
  return (from, to) => copies.every((copy) => copy(from, to));
}

/** A fragment of which something is missing is left out whole: it may be that of a field that a condition has left out. */
function copyFragment(condition: string | undefined, below: Copy, meets: Meets): Copy {
  return (from, to) => {
    const name = typenameOf(from);
    if (condition !== undefined && (name === null || !meets(name, condition))) return true;
    const part: Json = {};
    if (below(from, part)) addTo(to, part);
    return true;
  };
}

function addTo(to: Json, part: Json): void {
  for (const key of Object.keys(part)) put(to, key, added(own(to, key), part[key]));
}

function added(known: unknown, value: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(value)) return value.map((item, index) => added(known[index], item));
  if (!isObject(known) || !isObject(value)) return value;
  addTo(known, value);
  return known;
}

function copyField(key: string, as: string, below: Copy | null): Copy {
  return (from, to) => {
    const value = own(from, key);
    if (value === undefined) return false;
    const copied = below ? copyBelow(value, below) : value;
    if (copied === undefined) return false;
    put(to, as, copied);
    return true;
  };
}

function copyBelow(value: unknown, below: Copy): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => copyBelow(item, below));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const to: Json = {};
  return below(value, to) ? to : undefined;
}
