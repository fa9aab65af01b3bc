import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badRequest } from '../refused-request.js';

const maxSelections = 5_000;

/** The operation named `operationName` with its named fragments written out; BAD_REQUEST when that grows past 5,000 selections, or takes a name that the hub goes by. */
export function expandOperation(document: DocumentNode, operationName: string | null): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION && (operationName === null || node.name?.value === operationName))
      operation ??= node;
  }
  if (!operation) throw badRequest('The document does not hold the operation to run, or holds several.');
  let count = 0;

  const expandSet = ({ selections, ...rest }: SelectionSetNode): SelectionSetNode => ({
    ...rest,
    selections: selections.map(expand),
  });
  const expand = (node: SelectionNode): SelectionNode => {
    if (++count > maxSelections) throw badRequest(`The operation selects more than ${maxSelections} fields.`);
    if (node.kind === Kind.FIELD && misleads(node)) throw badRequest(`"${node.alias!.value}" cannot be an alias.`);
    if (node.kind === Kind.FIELD) return node.selectionSet ? { ...node, selectionSet: expandSet(node.selectionSet) } : node;
    if (node.kind === Kind.INLINE_FRAGMENT) return { ...node, selectionSet: expandSet(node.selectionSet) };
    const fragment = fragments.get(node.name.value)!;
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives: [...(node.directives ?? []), ...(fragment.directives ?? [])],
      selectionSet: expandSet(fragment.selectionSet),
    } satisfies InlineFragmentNode;
  };
  return { ...operation, selectionSet: expandSet(operation.selectionSet) };
}

/** Engine and completion read types and subjects under these names: a client's value there would be taken for those. */
const misleads = ({ alias, name }: FieldNode) =>
  alias !== undefined && (alias.value.startsWith('__hub_') || (alias.value === '__typename' && name.value !== '__typename'));
