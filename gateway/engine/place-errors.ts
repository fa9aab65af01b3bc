import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphAnswer } from './engine.js';

const maxPlaces = 200;

interface FetchRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
}

/**
 * Gives an error that concerns a whole fetch a place for each field it took with it, so that every null has its error.
 * Errors that have a path keep it.
 */
export function placeErrors(answer: SubgraphAnswer, { query, variables }: FetchRequest): SubgraphAnswer {
  if (!answer.errors?.some(isPlaceless)) return answer;
  const places = placesOf(query, variables).slice(0, maxPlaces);
  return {
    ...answer,
    errors: answer.errors.flatMap((error) => (isPlaceless(error) ? places.map((path) => ({ ...error, path })) : [error])),
  };
}

// `_entities` alone is the whole of an entity fetch: no position of the client's.
const isPlaceless = ({ path }: { readonly path?: readonly (string | number)[] }) =>
  !path || (path.length === 1 && path[0] === '_entities');

function placesOf(query: string, variables: FetchRequest['variables']): (string | number)[][] {
  const operation = parse(query).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const representations = variables?.['representations'];
  if (!Array.isArray(representations)) return keysOf(operation.selectionSet).map((key) => [key]);
  const [entities] = operation.selectionSet.selections;
  const keys = entities?.kind === Kind.FIELD && entities.selectionSet ? keysOf(entities.selectionSet) : [];
  return representations.flatMap((_, index) => keys.map((key) => ['_entities', index, key]));
}

const keysOf = (set: SelectionSetNode): string[] => [
  ...new Set(
    set.selections.flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return keysOf(node.selectionSet);
      if (node.kind !== Kind.FIELD) return [];
      const key = node.alias?.value ?? node.name.value;
      return key === '__typename' ? [] : [key];
    }),
  ),
];
