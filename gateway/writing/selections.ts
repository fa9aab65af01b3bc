import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { selectionOfOperation, type AskedOperation, type Selection } from './selection.js';
import { conditionsIn, holdsIn, isIn, wayOf } from './ways.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation asks for, one selection for each way its `@skip` and `@include` can go: the same way, the same object. `inParts`: is
 * what `@defer` leaves for later parts held apart?
 */
export function createSelections(
  schema: GraphQLSchema,
  operation: AskedOperation,
  defaults: ReadonlyMap<string, unknown>,
  inParts = true,
): (variables: Variables) => Selection {
  const known = new LRUCache<string, Selection>({ max: 8 });
  const conditions = conditionsIn([operation.definition, ...operation.fragments.values()]);
  return (variables) => {
    const holds = holdsIn(variables, defaults);
    const way = wayOf(conditions, holds);
    const found = known.get(way);
    if (found) return found;
    const made = selectionOfOperation({ schema, operation, inParts, isIn: ({ directives = [] }) => isIn(directives, holds) });
    known.set(way, made);
    return made;
  };
}
