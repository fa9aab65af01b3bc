import {
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { createAccess, type Access } from './access.js';
import type { Decisions } from './decisions.js';
import { typenameAlias, type Shape, type ShapeField } from './shape.js';

export interface Filtered {
  /** What may be planned; null when nothing is left to fetch. */
  readonly document: DocumentNode | null;
  /** The operation as the client wrote it, for completing the answer. */
  readonly shape: Shape;
}

/** Removes from `operation`, its fragments written out, what the decisions refuse: fields, their output types, fragment conditions. Null: nothing had to go, and nothing is masked. */
export function filterOperation(
  schema: GraphQLSchema,
  decisions: Decisions,
  operation: OperationDefinitionNode,
): Filtered | null {
  const { kept, fields } = filterSet(operation.selectionSet, {
    schema,
    access: createAccess(schema, decisions),
    maskOf: decisions.maskOf,
    parent: schema.getRootType(operation.operation)!,
    onTypes: null,
    conditions: [],
  });
  const shape = shapeOf(fields);
  if (!shape.touched) return null;
  const fetches = kept.some((node) => node.kind !== Kind.FIELD || node.alias?.value !== typenameAlias);
  return { shape, document: fetches ? documentOf({ ...operation, selectionSet: setOf(kept) }) : null };
}

interface Level {
  readonly schema: GraphQLSchema;
  readonly access: Access;
  readonly maskOf: Decisions['maskOf'];
  readonly parent: GraphQLCompositeType;
  readonly onTypes: ReadonlySet<string> | null;
  readonly conditions: readonly DirectiveNode[];
}

interface Part {
  readonly kept: readonly SelectionNode[];
  readonly fields: readonly ShapeField[];
}

function filterSet(set: SelectionSetNode, level: Level): Part {
  const parts = set.selections.map((node) =>
    node.kind === Kind.FIELD ? filterField(node, level) : filterFragment(node as InlineFragmentNode, level),
  );
  const kept = parts.flatMap((part) => part.kept);
  // The object must still be fetched to be shown with its nulls; and an abstract one must say which type it is.
  if (kept.length === 0 || isAbstractType(level.parent)) kept.push(typenameField);
  return { kept, fields: parts.flatMap(({ fields }) => fields) };
}

function filterField(node: FieldNode, level: Level): Part {
  const { access, maskOf, parent, onTypes } = level;
  const fieldName = node.name.value;
  const coordinate = `${parent.name}.${fieldName}`;
  const mask = maskOf(coordinate);
  const shape = {
    key: node.alias?.value ?? fieldName,
    fieldName,
    onTypes,
    conditions: [...level.conditions, ...(node.directives ?? [])],
    masked: mask && { mask, coordinate },
  };
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[fieldName] : undefined;
  // __typename, __schema and __type are open to every caller.
  if (!field) return { kept: [node], fields: [{ ...shape, deniedBy: null, nonNull: [false], children: null }] };
  const nonNull = nonNullOf(field.type);
  const deniedBy = access.refusal(parent, node, field.type);
  if (deniedBy !== null) return { kept: [], fields: [{ ...shape, deniedBy, nonNull, children: null }] };
  if (!node.selectionSet) return { kept: [node], fields: [{ ...shape, deniedBy: null, nonNull, children: null }] };
  const below = filterSet(node.selectionSet, {
    ...level,
    parent: getNamedType(field.type) as GraphQLCompositeType,
    onTypes: null,
    conditions: [],
  });
  return {
    kept: [{ ...node, selectionSet: setOf(below.kept) }],
    fields: [{ ...shape, deniedBy: null, nonNull, children: shapeOf(below.fields) }],
  };
}

function filterFragment(node: InlineFragmentNode, level: Level): Part {
  const { access, schema, parent } = level;
  const condition = node.typeCondition ? (schema.getType(node.typeCondition.name.value) as GraphQLCompositeType) : parent;
  const conditions = [...level.conditions, ...(node.directives ?? [])];
  const onTypes =
    condition === parent ? level.onTypes : new Set(access.possible(condition).filter((name) => level.onTypes?.has(name) ?? true));
  const { kept, fields } = filterSet(node.selectionSet, { ...level, parent: condition, onTypes, conditions });
  if (access.type(condition.name)) return { kept: [{ ...node, selectionSet: setOf(kept) }], fields };
  return {
    kept: [],
    fields: fields.map((field) =>
      field.fieldName === '__typename' ? field : { ...field, deniedBy: condition.name, masked: null, children: null },
    ),
  };
}

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

const shapeOf = (fields: readonly ShapeField[]): Shape => ({
  fields,
  touched: fields.some(({ deniedBy, masked, children }) => deniedBy !== null || masked !== null || children?.touched === true),
});

const typenameField: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: typenameAlias },
  name: { kind: Kind.NAME, value: '__typename' },
};

function nonNullOf(type: GraphQLOutputType): boolean[] {
  const nonNull = isNonNullType(type);
  const bare = nonNull ? type.ofType : type;
  return isListType(bare) ? [nonNull, ...nonNullOf(bare.ofType)] : [nonNull];
}

/** A document of one operation, whose unused variables are gone: a validator would refuse them. */
function documentOf(operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<string>();
  visit({ ...operation, variableDefinitions: [] }, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }] };
}
