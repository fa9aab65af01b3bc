import {
  Kind,
  parse,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A type that has fields. */
export type FieldsDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const saysOf = ({ arguments: given = [] }: DirectiveNode, argument: string, said: boolean): boolean =>
  given.some(({ name, value }) => name.value === argument && value.kind === Kind.BOOLEAN && value.value === said);

/** Does a subgraph only refer to a field? */
export const isExternal = (join: DirectiveNode) => saysOf(join, 'external', true);

/** Is it a key by which a subgraph can be told of an entity, but not asked of it? */
export const isUnresolvable = (join: DirectiveNode) => join.name.value === 'join__type' && saysOf(join, 'resolvable', false);

export const hasFields = (node: DocumentNode['definitions'][number]): node is FieldsDefinition =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** The name of each subgraph, by what the supergraph calls it. */
export function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  visit(document, {
    EnumValueDefinition(node) {
      const graph = node.directives?.find(({ name }) => name.value === 'join__graph');
      if (graph) names.set(node.name.value, textOf(graph, 'name') ?? '');
    },
  });
  return names;
}

/** An argument of a directive that is a text or a name. */
export function textOf({ arguments: given = [] }: DirectiveNode, name: string): string | null {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value && typeof value.value === 'string' ? value.value : null;
}

/** The selection that a set of fields in a directive says. */
export function selectionOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{${fields}}`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : { kind: Kind.SELECTION_SET, selections: [] };
}

/** The type of a field's values, whatever lists they stand in. */
export function namedTypeOf({ type }: FieldDefinitionNode): string {
  let at = type;
  while (at.kind !== Kind.NAMED_TYPE) at = at.type;
  return at.name.value;
}

/** A beginning of names that no field has. */
export function freePrefix(types: ReadonlyMap<string, FieldsDefinition>): string {
  const names = [...types.values()].flatMap(({ fields = [] }) => fields.map(({ name }) => name.value));
  let prefix = '_r';
  while (names.some((name) => name.startsWith(prefix))) prefix += 'r';
  return prefix;
}
