import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type InlineFragmentNode } from 'graphql';

/** The operation of a document with its named fragments written out where they are spread. */
export function spreadOut(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  if (fragments.size === 0) return document;
  const definitions = document.definitions.filter((node) => node.kind !== Kind.FRAGMENT_DEFINITION);
  return visit(
    { ...document, definitions },
    {
      FragmentSpread({ name, directives = [] }): InlineFragmentNode {
        const { typeCondition, selectionSet } = fragments.get(name.value)!;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives };
      },
    },
  );
}
