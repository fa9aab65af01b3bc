import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Path } from './positions.js';
import { spreadOut } from './spread-out.js';

/** What is asked of an object, by response key; null at leaves. */
export type Asked = ReadonlyMap<string, Asked | null>;

/** A position at which a fetch asks something of objects. */
export interface Position {
  readonly node: FetchNode;
  readonly path: Path;
  readonly asked: Asked;
  /** Are the objects the very entities that are fetched? */
  readonly ofEntities: boolean;
}

/** Is all of `less` asked, and perhaps more? */
export const holds = (more: Asked, less: Asked): boolean =>
  [...less].every(([key, below]) => {
    const known = more.get(key);
    return known !== undefined && (below === null || (known !== null && holds(known, below)));
  });

/** What an entity fetch asks of entities, if that is the same of all of them and under no condition. */
export function entityAsked(fetch: FetchNode): Asked | null {
  const fragments = rootSet(fetch.operation).selections.flatMap((node) =>
    node.kind === Kind.FIELD ? (node.selectionSet?.selections ?? []) : [],
  );
  const [fragment] = fragments;
  if (fragments.length !== 1 || fragment?.kind !== Kind.INLINE_FRAGMENT || fragment.directives?.length) return null;
  return isPlain(fragment.selectionSet) ? askedIn([fragment.selectionSet]) : null;
}

const isPlain = ({ selections }: SelectionSetNode): boolean =>
  selections.every(
    (node) => node.kind === Kind.FIELD && !node.directives?.length && (!node.selectionSet || isPlain(node.selectionSet)),
  );

/** Everything that is asked of an object whose type meets all conditions. */
function askedIn(sets: readonly SelectionSetNode[]): Asked {
  const asked = new Map<string, Asked | null>();
  for (const [key, below] of fieldsIn(sets)) asked.set(key, below.length > 0 ? askedIn(below) : null);
  return asked;
}

function fieldsIn(sets: readonly SelectionSetNode[], into = new Map<string, SelectionSetNode[]>()) {
  const note = (node: SelectionNode) => {
    if (node.kind === Kind.INLINE_FRAGMENT) fieldsIn([node.selectionSet], into);
    if (node.kind !== Kind.FIELD) return;
    const key = node.alias?.value ?? node.name.value;
    into.set(key, [...(into.get(key) ?? []), ...(node.selectionSet ? [node.selectionSet] : [])]);
  };
  for (const { selections } of sets) selections.forEach(note);
  return into;
}

/** Every position at which a fetch asks something of objects. */
export function positionsOf(node: FetchNode, path: Path): Position[] {
  const walk = (sets: readonly SelectionSetNode[], at: Path): Position[] => {
    const fields = fieldsIn(sets);
    const below = [...fields].flatMap(([key, inner]) => (inner.length > 0 ? walk(inner, [...at, key]) : []));
    return [{ node, path: at, asked: askedIn(sets), ofEntities: at === path && node.requires !== undefined }, ...below];
  };
  const set = rootSet(node.operation);
  if (!node.requires) return walk([set], path);
  return walk(
    set.selections.flatMap((field) => (field.kind === Kind.FIELD && field.selectionSet ? [field.selectionSet] : [])),
    path,
  );
}

function rootSet(operation: string): SelectionSetNode {
  const [definition] = spreadOut(parse(operation, { noLocation: true })).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A fetch of the plan holds no operation.');
  return definition.selectionSet;
}
