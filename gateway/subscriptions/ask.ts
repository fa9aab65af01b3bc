import { createHash } from 'node:crypto';
import { getOperationAST, GraphQLError, OperationTypeNode, parse, type DocumentNode } from 'graphql';
import { z } from 'zod';
import { maxTokens } from '../limits/limits.js';
import type { Question } from '../answer.js';
import { badRequest } from '../refused-request.js';

/** What is asked for, as GraphQL over HTTP, WebSocket and event streams have it alike. */
const Params = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
export type Params = z.infer<typeof Params>;

/** Reads what is asked for; BAD_REQUEST where it cannot be read. */
export function paramsIn(value: unknown): Params {
  const read = Params.safeParse(value);
  if (!read.success) throw badRequest('Ask with a JSON object that has a "query".');
  return read.data;
}

/** The question in the parameters, as far as they tell it; throws where its text cannot be read or asks for no subscription. */
export function questionIn(
  params: Pick<Params, 'query' | 'operationName' | 'variables'>,
): Pick<Question, 'document' | 'operationName' | 'hash' | 'variables'> {
  const { query, operationName = null, variables } = params;
  const document = documentIn(query);
  const operation = getOperationAST(document, operationName);
  if (operation && operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw badRequest('Only subscriptions are answered event by event. Post queries and mutations.');
  return { document, operationName, hash: createHash('sha256').update(query).digest('hex'), variables: variables ?? {} };
}

/** Whether the text asks for a subscription; false where it cannot be read. */
export function asksForEvents(value: unknown): boolean {
  const read = Params.safeParse(value);
  if (!read.success || !read.data.query.includes('subscription')) return false;
  try {
    const operation = getOperationAST(documentIn(read.data.query), read.data.operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

function documentIn(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    const { message, source, positions } = error as GraphQLError;
    const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } };
    throw new GraphQLError(message, { source, positions, extensions });
  }
}
