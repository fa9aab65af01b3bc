import type { FetchNode, SubscriptionNode } from '@apollo/query-planner';
import type { CallContext, EngineSubscription, EventSource, SubgraphAnswer } from '../engine.js';
import { callNote } from '../../source-notes.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import { compileNode, nodeScope, type PlanScope } from './compile.js';
import { compileRoot } from './fetch.js';
import { fetchInWords, inSubgraphsWords } from './forms.js';
import type { Operation } from './operation.js';
import type { Outlet, Step } from './run.js';

/** A subscription made ready: whence its events come, and what is done with each. */
export interface CompiledSubscription extends Pick<EngineSubscription, 'plan' | 'sourceOf'> {
  /** Makes an answer of one event: takes it in the place of a first fetch, then runs the rest of the plan. */
  readonly stepFor: (event: SubgraphAnswer) => Step;
}

export interface SubscriptionScope extends PlanScope {
  readonly urlOf: (service: string) => string;
}

export function compileSubscription(
  node: SubscriptionNode,
  operation: Operation,
  scope: SubscriptionScope,
): CompiledSubscription {
  const [primary] = fetchInWords(node.primary, scope.plain) as [FetchNode];
  const rest = node.rest ? inSubgraphsWords(node.rest, scope.plain) : null;
  const nodes = nodeScope(rest ? [primary, rest] : [primary], operation, scope);
  const { outlet, variables, take } = compileRoot(primary, [], nodes);
  const follow = rest ? compileNode(rest, [], nodes) : null;
  return {
    plan: JSON.stringify([scope.urlOf(primary.serviceName), primary, rest], withoutDocuments),
    sourceOf: (values) => eventSource(outlet, variables({ variables: values }), scope.urlOf(primary.serviceName)),
    stepFor: (event) => async (run) => {
      take(run, event);
      run.onCall(callNote(outlet.service, event, 0));
      await follow?.(run);
    },
  };
}

// A fetch node may carry its operation as a document besides its text.
const withoutDocuments = (key: string, value: unknown) => (key === 'operationDocumentNode' ? undefined : value);

function eventSource(
  { service, call, query, operationName }: Outlet,
  variables: Record<string, unknown>,
  url: string,
): EventSource {
  return {
    name: JSON.stringify([service, url, query, variables]),
    open: (context: CallContext) =>
      call.subscribe?.({ query, variables, operationName }, context) ?? once(noAnswer(service, 'SOURCE_UNAVAILABLE')),
  };
}

async function* once(answer: SubgraphAnswer): AsyncGenerator<SubgraphAnswer, void> {
  yield answer;
}
