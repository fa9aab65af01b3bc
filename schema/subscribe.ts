import {
  createSourceEventStream,
  execute,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';
import type { SubgraphAnswer, SubgraphRequest } from './serve.js';
import { answerInScope } from './scope.js';
import { event, type Subgraph } from './subgraph.js';

export interface SubscribeOptions {
  readonly subgraph: Subgraph;
  /** What leaves of a result: masked errors, noted for the operator. */
  readonly answerOf: (result: ExecutionResult) => SubgraphAnswer;
}

/** The answers to one subscription: ended by its signal, or where the subgraph has nothing more to tell. */
export type Answers = AsyncGenerator<SubgraphAnswer, void>;

/**
 * Opens a subscription: whatever happens from the moment the promise is kept is told. Refuses, by throwing, a document that is none. What
 * a resolver refuses is the one answer of a stream that then ends.
 */
export async function openSubscription(
  { subgraph, answerOf }: SubscribeOptions,
  { query, variables, operationName }: SubgraphRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<Answers> {
  const { schema } = subgraph;
  const args = { schema, document: subscriptionIn(subgraph, query, operationName), variableValues: variables, operationName };
  // Each event is read by loaders of its own, in a scope of its own: what they keep is as old as the event before.
  const inContext = (rootValue: unknown): ExecutionArgs => ({
    ...args,
    rootValue,
    contextValue: subgraph.createContext(caller),
  });
  const source: Source | ExecutionResult = await createSourceEventStream(inContext(undefined));
  if (!isStream(source)) return only(answerOf(source));
  const leave = () => void source.return?.();
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  const answerTo = (told: unknown) =>
    answerInScope(caller, {}, async () => answerOf(await execute(inContext({ [event]: told }))));
  return answersTo(source, signal, answerTo, answerOf);
}

/** As `openSubscription`, for callers in this process: opened when the first answer is asked for, and without a throw. */
export function subscribeInMemory(
  options: SubscribeOptions,
  request: SubgraphRequest,
  caller: Caller,
  signal: AbortSignal,
): Answers {
  const ending = new AbortController();
  const answers = answersInMemory(options, request, caller, AbortSignal.any([signal, ending.signal]));
  const comeBack = answers.return.bind(answers);
  // A generator that waits for its next event cannot be told to return before that has come.
  return Object.assign(answers, {
    return() {
      ending.abort();
      return comeBack();
    },
  });
}

async function* answersInMemory(
  options: SubscribeOptions,
  request: SubgraphRequest,
  caller: Caller,
  signal: AbortSignal,
): Answers {
  try {
    yield* await openSubscription(options, request, caller, signal);
  } catch (error) {
    yield options.answerOf({ data: null, errors: [error as never] });
  }
}

function subscriptionIn({ schema }: Subgraph, query: string, operationName: string | null | undefined): DocumentNode {
  const document = parsed(query);
  if (!document || validate(schema, document).length > 0) throw new HubError('BAD_REQUEST');
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) return document;
  throw new HubError('BAD_REQUEST', 'Only a subscription is answered with a stream of events.');
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}

type Source = AsyncIterable<unknown> & { readonly return?: () => Promise<unknown> };

const isStream = (source: Source | ExecutionResult): source is Source => Symbol.asyncIterator in source;

async function* only(answer: SubgraphAnswer): Answers {
  yield answer;
}

async function* answersTo(
  source: Source,
  signal: AbortSignal,
  answerTo: (told: unknown) => Promise<SubgraphAnswer>,
  answerOf: SubscribeOptions['answerOf'],
): Answers {
  try {
    for await (const told of source) {
      if (signal.aborted) return;
      const answer = await answerTo(told);
      if (signal.aborted) return;
      yield answer;
    }
  } catch (error) {
    yield answerOf({ data: null, errors: [error as never] });
  }
}
