import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';
import { noAnswer } from '../../subgraph-call/trusted.js';
import type { SubgraphAnswer } from '../engine.js';
import { isPlaceless } from '../place-errors.js';
import { isObject, type Json } from '../../writing/json.js';
import { spreadOut } from './spread-out.js';
import type { Meets } from './types.js';

type SubgraphError = NonNullable<SubgraphAnswer['errors']>[number];

/** Keys that an answer must have. None where that depends on conditions or rewrites. */
export function keysDue(node: FetchNode): readonly string[] {
  return node.outputRewrites?.length ? [] : keysIn(setOf(node).selections);
}

/** Keys that an entity must have, by its type. */
export function entityKeysDue(node: FetchNode, meets: Meets): (typename: string | null) => readonly string[] {
  const [entities] = setOf(node).selections;
  const asked = entities?.kind === Kind.FIELD ? (entities.selectionSet?.selections ?? []) : [];
  const parts = asked.flatMap((part) =>
    part.kind === Kind.INLINE_FRAGMENT && !part.directives?.length && !node.outputRewrites?.length
      ? [{ condition: part.typeCondition?.name.value, keys: keysIn(part.selectionSet.selections) }]
      : [],
  );
  const known = new Map<string | null, readonly string[]>();
  const dueOf = (typename: string | null) =>
    parts.flatMap(({ condition, keys }) =>
      condition === undefined || (typename !== null && meets(typename, condition)) ? keys : [],
    );
  return (typename) => {
    if (!known.has(typename)) known.set(typename, [...new Set(dueOf(typename))]);
    return known.get(typename)!;
  };
}

function setOf({ operation }: FetchNode): SelectionSetNode {
  const [definition] = spreadOut(parse(operation, { noLocation: true })).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A fetch of the plan holds no operation.');
  return definition.selectionSet;
}

const keysIn = (selections: readonly SelectionNode[]): readonly string[] =>
  selections.flatMap((node) =>
    node.kind === Kind.FIELD && !node.directives?.length && node.name.value !== '__typename'
      ? [node.alias?.value ?? node.name.value]
      : [],
  );

export const isMissing = (data: Json, key: string) => !Object.hasOwn(data, key) || data[key] === undefined;

/** An answer that says what it should hold is not there must say why: errors for what it passes over in silence. */
export function withoutSilence(answer: SubgraphAnswer, due: readonly string[], service: string): SubgraphAnswer['errors'] {
  const { data, errors = [] } = answer;
  if (errors.some(isPlaceless)) return errors;
  const told = new Set(errors.map(({ path }) => path![0]));
  const silent = due.filter((key) => !told.has(key) && (!isObject(data) || isMissing(data, key)));
  if (silent.length === 0) return errors;
  const reason = (!isObject(data) && errors[0]) || badData(service);
  return [...errors, ...silent.map((key) => ({ ...reason, path: [key] }))];
}

/** The error of an entity that is not what was asked for. */
export const badData = (service: string): SubgraphError => noAnswer(service, 'SOURCE_BAD_DATA').errors![0]!;
