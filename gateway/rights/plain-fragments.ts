import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The operation, its fragments written out, without the type conditions that say nothing: the very type they stand in, or an abstract
 * one where an object stands. What is asked is then asked of that object, whatever way it was put; and the engine, which would lose
 * what stands in an object behind two conditions, never meets them.
 */
export function withPlainFragments(schema: GraphQLSchema, operation: OperationDefinitionNode): OperationDefinitionNode {
  const ofSet = (set: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node) => ofNode(node, parent)),
  });
  const ofNode = (node: SelectionNode, parent: GraphQLCompositeType): SelectionNode => {
    if (node.kind === Kind.FIELD) return ofField(node, parent);
    return node.kind === Kind.INLINE_FRAGMENT ? ofFragment(node, parent) : node;
  };
  function ofField(node: FieldNode, parent: GraphQLCompositeType): FieldNode {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return node;
    return { ...node, selectionSet: ofSet(node.selectionSet, getNamedType(field.type) as GraphQLCompositeType) };
  }
  function ofFragment(node: InlineFragmentNode, parent: GraphQLCompositeType): InlineFragmentNode {
    const { typeCondition, ...rest } = node;
    const condition = typeCondition ? (schema.getType(typeCondition.name.value) as GraphQLCompositeType) : parent;
    if (condition === parent || (isObjectType(parent) && isAbstractType(condition)))
      return { ...rest, selectionSet: ofSet(node.selectionSet, parent) };
    return { ...node, selectionSet: ofSet(node.selectionSet, condition) };
  }
  const root = schema.getRootType(operation.operation);
  return root ? { ...operation, selectionSet: ofSet(operation.selectionSet, root) } : operation;
}
