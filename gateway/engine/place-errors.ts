import { Kind, parse, type SelectionSetNode } from 'graphql';
import { spreadOut } from './compiled/spread-out.js';
import type { SubgraphAnswer } from './engine.js';

/** Places that are named of one fetch that failed. */
export const maxPlaces = 200;

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
export const isPlaceless = ({ path }: { readonly path?: readonly (string | number)[] }) =>
  !path || (path.length === 1 && path[0] === '_entities');

function placesOf(query: string, variables: FetchRequest['variables']): (string | number)[][] {
  const representations = variables?.['representations'];
  if (!Array.isArray(representations)) return keysAsked(query, false).map((key) => [key]);
  const keys = keysAsked(query, true);
  return representations.flatMap((_, index) => keys.map((key) => ['_entities', index, key]));
}

/** The keys that a fetch asks for; of an entity fetch, those asked of each entity. */
export function keysAsked(query: string, ofEntities: boolean): string[] {
  const { selectionSet } = spreadOut(parse(query)).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  if (!ofEntities) return keysOf(selectionSet);
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet ? keysOf(entities.selectionSet) : [];
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
