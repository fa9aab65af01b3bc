import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { partOf } from '../rights/parts.js';

/** An operation to be answered, and under which key what was fetched holds each of its fields. */
export interface AskedOperation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly keyOf: (field: FieldNode) => string;
}

/** What the client asks of an object, by the object's type. */
export interface Selection {
  readonly type: GraphQLCompositeType;
  /** Undefined for a type that clients do not know, or that cannot stand here. */
  shapeOf(typename: string | null): ObjectShape | undefined;
}

export interface ObjectShape {
  readonly typename: string;
  readonly fields: readonly FieldShape[];
  /** What later parts of the answer tell of the object besides. */
  readonly parts: readonly PartShape[];
  /** The type itself is asked for, and is not known: an interface object that nobody resolves. */
  readonly unresolved: boolean;
}

export interface PartShape {
  readonly label: string;
  readonly shape: ObjectShape;
}

export interface FieldShape {
  /** The client's key, and that of what was fetched. */
  readonly key: string;
  readonly from: string;
  /** `Type.field`, for messages. Null for `__typename`. */
  readonly coordinate: string;
  /** Null for `__typename`, which needs no answer. */
  readonly type: GraphQLOutputType | null;
  readonly below: Selection | null;
}

interface Scope {
  readonly schema: GraphQLSchema;
  readonly operation: AskedOperation;
  /** Is a field or fragment in, by its `@skip` and `@include`? */
  readonly isIn: (node: SelectionNode) => boolean;
  /** Whether what `@defer` leaves for later parts is held apart, or stands where it is asked for. */
  readonly inParts: boolean;
}

/** What the client asks of the answer as a whole. */
export function selectionOfOperation(scope: Scope): Selection {
  const { schema, operation } = scope;
  return selectionOf(schema.getRootType(operation.definition.operation)!, [operation.definition.selectionSet], scope);
}

function selectionOf(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], scope: Scope): Selection {
  const shapes = new Map<string, ObjectShape | undefined>();
  const known = (typename: string) => {
    if (!shapes.has(typename)) shapes.set(typename, shapeFor(typename));
    return shapes.get(typename);
  };
  const shapeFor = (typename: string): ObjectShape | undefined => {
    const found = scope.schema.getType(typename);
    if (found === type) return collect(type, sets, scope);
    const stands = isObjectType(found) && isAbstractType(type) && scope.schema.isSubType(type, found);
    return stands ? collect(found, sets, scope) : undefined;
  };
  if (!isObjectType(type)) return { type, shapeOf: (typename) => known(typename ?? type.name) };
  const only = collect(type, sets, scope);
  return { type, shapeOf: () => only };
}

function collect(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], scope: Scope): ObjectShape {
  const found: Found = { nodes: new Map(), parts: [], unresolved: false };
  for (const set of sets) walk(set, type, scope, found);
  return {
    typename: type.name,
    fields: [...found.nodes].map(([key, fields]) => fieldShape(type, key, fields, scope)),
    parts: found.parts,
    unresolved: found.unresolved,
  };
}

interface Found {
  readonly nodes: Map<string, FieldNode[]>;
  readonly parts: PartShape[];
  unresolved: boolean;
}

function walk(set: SelectionSetNode, type: GraphQLCompositeType, scope: Scope, found: Found): void {
  for (const node of set.selections) {
    if (!scope.isIn(node)) continue;
    if (node.kind === Kind.FIELD) note(node, type, found);
    else {
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? scope.operation.fragments.get(node.name.value)! : node;
      const label = scope.inParts ? partOf(node.directives) : null;
      if (!applies(fragment, type, scope.schema)) found.unresolved ||= !isObjectType(type);
      else if (label === null) walk(fragment.selectionSet, type, scope, found);
      else found.parts.push({ label, shape: collect(type, [fragment.selectionSet], scope) });
    }
  }
}

function note(node: FieldNode, type: GraphQLCompositeType, found: Found): void {
  const key = node.alias?.value ?? node.name.value;
  found.nodes.set(key, [...(found.nodes.get(key) ?? []), node]);
  if (node.name.value === '__typename') found.unresolved ||= !isObjectType(type);
}

function applies(
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
) {
  if (!typeCondition || typeCondition.name.value === type.name) return true;
  const condition = schema.getType(typeCondition.name.value);
  return isAbstractType(condition) && 'getFields' in type && schema.isSubType(condition, type);
}

function fieldShape(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[], scope: Scope): FieldShape {
  const [{ name }] = nodes as readonly [FieldNode];
  const coordinate = `${type.name}.${name.value}`;
  if (name.value === '__typename' || !('getFields' in type))
    return { key, from: '__typename', coordinate, type: null, below: null };
  const field = type.getFields()[name.value];
  if (!field) throw new Error(`${coordinate} is not a field of the schema.`);
  const named = getNamedType(field.type);
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  return {
    key,
    from: scope.operation.keyOf(nodes[0]!),
    coordinate,
    type: field.type,
    below: isCompositeType(named) ? selectionOf(named, sets, scope) : null,
  };
}
