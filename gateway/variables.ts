import { getOperationAST, getVariableValues, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { HubError } from '../core/errors.js';
import { badRequest } from './refused-request.js';

interface Given {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The variables, checked against their types. Their values stay out of the message: they may be personal. */
export function coercedVariables(schema: GraphQLSchema, { document, operationName, variables }: Given): Record<string, unknown> {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw badRequest('The document does not hold the operation to run, or holds several.');
  const { errors, coerced: values } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  if (!errors) return { ...values };
  const argument = /"\$(\w+)/.exec(errors[0]!.message)?.[1] ?? 'variables';
  const type = operation.variableDefinitions?.find(({ variable }) => variable.name.value === argument)?.type;
  const message = `Argument "${argument}": not a value of type ${type ? print(type) : 'the operation asks for'}.`;
  throw badRequest(new HubError('BAD_USER_INPUT', message, { argument }));
}
