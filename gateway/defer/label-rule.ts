import { GraphQLError, Kind, type ASTVisitor, type ValidationContext } from 'graphql';

/** A part of an answer is known by its label: a text that stands in the document, and in one place only. */
export const hasOwnLabels = (context: ValidationContext): ASTVisitor => {
  const used = new Set<string>();
  return {
    Directive(node) {
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (node.name.value !== 'defer' || !label) return;
      if (label.kind !== Kind.STRING)
        context.reportError(new GraphQLError('The label of @defer must be a text.', { nodes: node }));
      else if (used.has(label.value))
        context.reportError(new GraphQLError(`There are several @defer with the label "${label.value}".`, { nodes: node }));
      else used.add(label.value);
    },
  };
};
