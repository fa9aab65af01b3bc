import {
  getOperationAST,
  Kind,
  print,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
} from 'graphql';

/** The text of an operation and of the fragments it uses: the same for documents that differ in layout, in order, or in what else they hold. */
export function normalised(document: DocumentNode, operationName: string | null): string {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('The document does not hold the operation to run.');
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const used = new Map<string, FragmentDefinitionNode>();
  const note = (node: DefinitionNode): void =>
    void visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        note(fragment);
      },
    });
  note(operation);
  const sorted = [...used.keys()].toSorted().map((name) => used.get(name)!);
  return [operation, ...sorted].map(print).join('\n');
}
