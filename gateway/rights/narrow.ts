import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isTypeDefinitionNode,
  Kind,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  type NameNode,
} from 'graphql';

type Names = ReadonlySet<string>;

/** Names of the types that what is not hidden leads to. An interface that a field gives leads to its implementers, for fragments name those. */
export function reachedIn(schema: GraphQLSchema, hidden: Names): Names {
  const reached = new Set<string>();
  const given = (type: GraphQLType) => {
    const named = getNamedType(type);
    reach(named);
    if (isAbstractType(named)) schema.getPossibleTypes(named).forEach(reach);
  };
  const reachArguments = (of: string, args: readonly { readonly name: string; readonly type: GraphQLType }[]) => {
    for (const { name, type } of args) if (!hidden.has(`${of}(${name}:)`)) given(type);
  };
  function reach(type: GraphQLNamedType): void {
    if (hidden.has(type.name) || reached.has(type.name)) return;
    reached.add(type.name);
    const isComposite = isObjectType(type) || isInterfaceType(type);
    if (isComposite) type.getInterfaces().forEach(reach);
    if (!isComposite && !isInputObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (hidden.has(coordinate)) continue;
      given(field.type);
      if ('args' in field) reachArguments(coordinate, field.args);
    }
  }
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) if (root) reach(root);
  for (const { name, args } of schema.getDirectives()) if (!hidden.has(`@${name}`)) reachArguments(`@${name}`, args);
  return reached;
}

/** A schema's definitions: those of reached types, without what is hidden of them. */
export function narrowed({ kind, definitions }: DocumentNode, hidden: Names, reached: Names): DocumentNode {
  const named = <T extends Named>(nodes: readonly T[] = []) => nodes.filter(({ name }) => reached.has(name.value));
  const shown = <T extends Named>(of: string, nodes: readonly T[] = [], close = '') =>
    nodes.filter(({ name }) => !hidden.has(`${of}${name.value}${close}`));
  const argumentsOf = <T extends Definition>(node: T, coordinate: string): T =>
    node.arguments?.length ? { ...node, arguments: shown(`${coordinate}(`, node.arguments, ':)') } : node;
  const fieldsOf = (owner: string, fields: readonly FieldDefinitionNode[] | undefined) =>
    shown(`${owner}.`, fields).map((field) => argumentsOf(field, `${owner}.${field.name.value}`));

  const narrow = (node: DefinitionNode): DefinitionNode => {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      return { ...node, interfaces: named(node.interfaces), fields: fieldsOf(node.name.value, node.fields) };
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return { ...node, fields: shown(`${node.name.value}.`, node.fields) };
    if (node.kind === Kind.UNION_TYPE_DEFINITION) return { ...node, types: named(node.types) };
    if (node.kind === Kind.DIRECTIVE_DEFINITION) return argumentsOf(node, `@${node.name.value}`);
    if (node.kind === Kind.SCHEMA_DEFINITION)
      return { ...node, operationTypes: node.operationTypes.filter(({ type }) => reached.has(type.name.value)) };
    return node;
  };
  const isShown = (node: DefinitionNode) =>
    node.kind === Kind.DIRECTIVE_DEFINITION
      ? !hidden.has(`@${node.name.value}`)
      : !isTypeDefinitionNode(node) || reached.has(node.name.value);
  return { kind, definitions: definitions.filter(isShown).map(narrow) };
}

interface Named {
  readonly name: NameNode;
}
type Definition = FieldDefinitionNode | DirectiveDefinitionNode;
