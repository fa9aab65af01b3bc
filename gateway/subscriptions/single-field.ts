import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  SingleFieldSubscriptionsRule,
  type ASTVisitor,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/**
 * A subscription has one field, whatever its variables: the specification (September 2025) forbids conditions on it. graphql-js 16 does not
 * know that yet, and its own rule throws where a condition is a variable.
 */
export function singleFieldSubscriptions(context: ValidationContext): ASTVisitor {
  const { OperationDefinition: haveOneField } = SingleFieldSubscriptionsRule(context) as {
    OperationDefinition: (node: OperationDefinitionNode) => void;
  };
  return {
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const nodes = conditionsIn(node.selectionSet, context, new Set());
      if (nodes.length === 0) haveOneField(node);
      else context.reportError(new GraphQLError('What is subscribed to takes no "@skip" and no "@include".', { nodes }));
    },
  };
}

function conditionsIn({ selections }: SelectionSetNode, context: ValidationContext, seen: Set<string>): SelectionNode[] {
  return selections.flatMap((node) => {
    if (node.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return [node];
    if (node.kind === Kind.FIELD) return [];
    if (node.kind === Kind.INLINE_FRAGMENT) return conditionsIn(node.selectionSet, context, seen);
    if (seen.has(node.name.value)) return [];
    seen.add(node.name.value);
    const fragment = context.getFragment(node.name.value);
    return fragment ? conditionsIn(fragment.selectionSet, context, seen) : [];
  });
}
