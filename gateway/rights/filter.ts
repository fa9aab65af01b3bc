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
import type { Charter, Decisions } from './decisions.js';
import { partsOf } from './parts.js';
import { isPersonal } from './rules.js';
import { subjectOf } from './subjects.js';
import { typenameAlias, type Shape, type ShapeField } from './shape.js';

export interface Filtered {
  /** What may be planned; null when nothing is left to fetch. */
  readonly document: DocumentNode | null;
  /** The operation as the client wrote it, for completing the answer. */
  readonly shape: Shape;
}

/**
 * Removes from `operation`, its fragments written out, what the decisions refuse: fields, their output types, fragment conditions. Adds
 * what the completion needs to know: types of abstract positions, and the people whom objects with personal fields tell of.
 */
export function filterOperation(charter: Charter, decisions: Decisions, operation: OperationDefinitionNode): Filtered {
  const { schema } = charter;
  const { kept, fields, subjectAliases } = filterSet(operation.selectionSet, {
    schema,
    charter,
    access: createAccess(schema, decisions),
    maskOf: decisions.maskOf,
    parent: schema.getRootType(operation.operation)!,
    onTypes: null,
    conditions: [],
  });
  const shape = shapeOf(fields, subjectAliases);
  return { shape, document: asksForSomething(kept) ? documentOf({ ...operation, selectionSet: setOf(kept) }) : null };
}

/** Is there more to fetch than what the filter itself put in? */
const asksForSomething = (selections: readonly SelectionNode[]): boolean =>
  selections.some((node) =>
    node.kind === Kind.INLINE_FRAGMENT ? asksForSomething(node.selectionSet.selections) : node !== typenameField,
  );

interface Level {
  readonly schema: GraphQLSchema;
  readonly charter: Charter;
  readonly access: Access;
  readonly maskOf: Decisions['maskOf'];
  readonly parent: GraphQLCompositeType;
  readonly onTypes: ReadonlySet<string> | null;
  readonly conditions: readonly DirectiveNode[];
}

interface Part {
  readonly kept: readonly SelectionNode[];
  readonly fields: readonly ShapeField[];
  readonly subjectAliases: readonly string[];
  /** Holds a personal field whose person is not named further below. */
  readonly personal: boolean;
}

function filterSet(set: SelectionSetNode, level: Level, tellsOfOne = false): Part {
  const parts = set.selections.map((node) =>
    node.kind === Kind.FIELD ? filterField(node, level) : filterFragment(node as InlineFragmentNode, level),
  );
  const kept = parts.flatMap((part) => part.kept);
  // The object must still be fetched to be shown with its nulls; and an abstract one must say which type it is.
  if (kept.length === 0 || isAbstractType(level.parent)) kept.push(typenameField);
  const subjectAliases = parts.flatMap((part) => part.subjectAliases);
  const fields = parts.flatMap((part) => part.fields);
  const personal = tellsOfOne || parts.some((part) => part.personal);
  const subject = personal ? subjectOf(level.charter, level.parent.name) : null;
  if (!subject) return { kept, fields, subjectAliases, personal };
  return { kept: [...kept, subject], fields, subjectAliases: [...subjectAliases, subject.alias!.value], personal: false };
}

function filterField(node: FieldNode, level: Level): Part {
  const { access, parent, charter } = level;
  const shape = bareShape(node, level);
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[shape.fieldName] : undefined;
  // __typename, __schema and __type are open to every caller.
  if (!field) return { ...leaf, kept: [node], fields: [shape] };
  const nonNull = nonNullOf(field.type);
  const deniedBy = access.refusal(parent, node, field.type);
  if (deniedBy !== null) return { ...leaf, kept: [], fields: [{ ...shape, deniedBy, nonNull }] };
  if (!node.selectionSet) return { ...leaf, personal: shape.personal, kept: [node], fields: [{ ...shape, nonNull }] };
  const named = getNamedType(field.type) as GraphQLCompositeType;
  // What tells of a person says of whom, if only by being there.
  const tellsOfOne = shape.personal && charter.dataSubjects.has(named.name);
  const below = filterSet(node.selectionSet, { ...level, parent: named, onTypes: null, conditions: [] }, tellsOfOne);
  return {
    kept: [{ ...node, selectionSet: setOf(below.kept) }],
    fields: [{ ...shape, nonNull, children: shapeOf(below.fields, below.subjectAliases) }],
    subjectAliases: [],
    personal: below.personal || (shape.personal && !tellsOfOne),
  };
}

function bareShape(node: FieldNode, { maskOf, parent, onTypes, charter, conditions }: Level): ShapeField {
  const fieldName = node.name.value;
  const coordinate = `${parent.name}.${fieldName}`;
  return {
    key: node.alias?.value ?? fieldName,
    fieldName,
    coordinate,
    onAbstract: isAbstractType(parent),
    onTypes,
    conditions: [...conditions, ...(node.directives ?? [])],
    parts: partsOf(conditions),
    deniedBy: null,
    mask: maskOf(coordinate),
    personal: isPersonal(charter, coordinate),
    category: charter.personalData.get(coordinate)?.category ?? null,
    nonNull: [false],
    children: null,
  };
}

function filterFragment(node: InlineFragmentNode, level: Level): Part {
  const { access, schema, parent } = level;
  const condition = node.typeCondition ? (schema.getType(node.typeCondition.name.value) as GraphQLCompositeType) : parent;
  const conditions = [...level.conditions, ...(node.directives ?? [])];
  const onTypes =
    condition === parent ? level.onTypes : new Set(access.possible(condition).filter((name) => level.onTypes?.has(name) ?? true));
  const part = filterSet(node.selectionSet, { ...level, parent: condition, onTypes, conditions });
  const { kept, fields } = part;
  if (access.fragment(condition, node.selectionSet)) return { ...part, kept: [{ ...node, selectionSet: setOf(kept) }] };
  const open = typenamesIn(kept);
  return {
    ...leaf,
    kept: open.length > 0 ? [{ ...node, selectionSet: setOf(open) }] : [],
    fields: fields.map((field) =>
      field.fieldName === '__typename' ? field : { ...field, deniedBy: condition.name, mask: null, children: null },
    ),
  };
}

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

/** What a client asks of the names of types, which are open to every caller. */
const typenamesIn = (kept: readonly SelectionNode[]): SelectionNode[] =>
  kept.flatMap((node): SelectionNode[] => {
    if (node.kind === Kind.FIELD) return node.name.value === '__typename' && node !== typenameField ? [node] : [];
    const open = node.kind === Kind.INLINE_FRAGMENT ? typenamesIn(node.selectionSet.selections) : [];
    return open.length > 0 ? [{ ...(node as InlineFragmentNode), selectionSet: setOf(open) }] : [];
  });

const leaf = { subjectAliases: [], personal: false } as const;

const shapeOf = (fields: readonly ShapeField[], subjectAliases: readonly string[]): Shape => ({ fields, subjectAliases });

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
export function documentOf(operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<string>();
  visit({ ...operation, variableDefinitions: [] }, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }] };
}
