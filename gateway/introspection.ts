import {
  execute,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { badRequest } from './refused-request.js';
import type { View } from './rights/view.js';

const names = ['__schema', '__type'];

/** Does the operation ask for the schema itself? It must then ask for nothing else: BAD_REQUEST for a mixture. */
export function asksForSchema(operation: OperationDefinitionNode): boolean {
  const fields = rootFields(operation.selectionSet).filter((name) => name !== '__typename');
  if (!fields.some((name) => names.includes(name))) return false;
  if (fields.every((name) => names.includes(name))) return true;
  throw badRequest('Ask for the schema and for data in two requests.');
}

const rootFields = (set: SelectionSetNode): string[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node.name.value];
    return node.kind === Kind.INLINE_FRAGMENT ? rootFields(node.selectionSet) : [];
  });

/** Answers it from the caller's own view. */
export async function answerFromView(
  { schema }: View,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  return execute({ schema, document, operationName, variableValues: { ...variables } });
}
