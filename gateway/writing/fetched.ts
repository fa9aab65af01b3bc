import type { GraphQLError, GraphQLObjectType } from 'graphql';
import type { Json } from './json.js';
import type { Selection } from './selection.js';

/** What was fetched for an operation, still in the words of those who answered. */
export interface Fetched {
  readonly data: Json | null;
  /** The type of an object, as the data says it. */
  readonly typenameOf: (object: Json) => string | null;
  /** In the client's words. */
  readonly errors: readonly GraphQLError[];
  /** What of the data the client asked for. */
  readonly selection: Selection;
  /** Objects that stand at several places of the data. */
  readonly repeated: ReadonlySet<object>;
}

/** The same of an operation that is answered in parts, with what the first part tells. */
export interface FetchedInParts extends Fetched {
  /** Resolves once all that a part tells is in the data. */
  readonly part: (label: string) => Promise<PartErrors>;
}

/** What went wrong up to a part of an answer, in the client's words. */
export interface PartErrors {
  /** While it was fetched. */
  readonly own: readonly GraphQLError[];
  /** While other parts were, the first included. */
  readonly others: readonly GraphQLError[];
}

/** Nothing stands at several places. */
export const nothingRepeated: ReadonlySet<object> = new Set();

/** Of an operation of which everything is denied. */
export const fetchedNothing = (type: GraphQLObjectType): Fetched => ({
  data: {},
  typenameOf: () => null,
  errors: [],
  selection: { type, shapeOf: () => ({ typename: type.name, fields: [], parts: [], unresolved: false }) },
  repeated: nothingRepeated,
});
