import {
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { typenameAlias } from '../rights/shape.js';
import { own, type Json } from '../writing/json.js';
import type { Selection } from '../writing/selection.js';
import { createSelections } from '../writing/selections.js';
import { partsOf } from './operation-parts.js';

type Variables = Readonly<Record<string, unknown>>;

/** A document for an engine that answers in the client's own keys, and how its answers are read. */
export interface Readable {
  /** Asks for the types of abstract positions besides. */
  readonly document: DocumentNode;
  readonly selectionFor: (variables: Variables) => Selection;
}

/** Makes documents readable, each once. */
export function createReadable(schema: GraphQLSchema): (document: DocumentNode, operationName: string | null) => Readable {
  const known = new WeakMap<DocumentNode, Map<string | null, Readable>>();
  return (asked, operationName) => {
    let byName = known.get(asked);
    if (!byName) known.set(asked, (byName = new Map()));
    let readable = byName.get(operationName);
    if (!readable) {
      const { defaults, ...operation } = { ...partsOf(asked, operationName), keyOf };
      readable = { document: withTypenames(schema, asked), selectionFor: createSelections(schema, operation, defaults) };
      byName.set(operationName, readable);
    }
    return readable;
  };
}

/** The type of an object of such an answer. */
export function typenameAsked(object: Json): string | null {
  const name = own(object, typenameAlias);
  return typeof name === 'string' ? name : null;
}

const keyOf = ({ alias, name }: FieldNode) => alias?.value ?? name.value;

function withTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          return isAbstractType(info.getParentType()) ? { ...node, selections: [...node.selections, typenameField] } : undefined;
        },
      },
    }),
  );
}

const typenameField: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: typenameAlias },
  name: { kind: Kind.NAME, value: '__typename' },
};
