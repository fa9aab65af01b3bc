import { isObjectType, type ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Engine, EngineRequest, EngineSubscription, SubgraphCall } from '../engine.js';
import { compilePlan } from './compile.js';
import { errorsFor } from './faults.js';
import { createMerge } from './merge.js';
import { createReader, type Operation } from './operation.js';
import { createOperationWriter, type OperationWriter } from './operation-writer.js';
import { createPlanner, type Planner } from './planner.js';
import { plainRequires, type PlainRequires } from './requires.js';
import { expiryOf, type Run, type Step } from './run.js';
import { compileSubscription, type CompiledSubscription } from './subscribe.js';
import { sharing } from './share.js';
import { createMeets } from './types.js';

/** An operation as it is run again and again. */
interface Compiled {
  readonly step: Step;
  /** Null for a query or mutation. */
  readonly subscription: CompiledSubscription | null;
  readonly isClients: Operation['isClients'];
  readonly writerFor: (variables: EngineRequest['variables']) => OperationWriter;
}

type Planned = Pick<EngineRequest, 'key' | 'document' | 'operationName'>;

/** Our own engine: each operation is planned and compiled once, and then only run. */
export async function createCompiledEngine(
  executableSdl: string,
  callFor: (name: string, url: string) => SubgraphCall,
  plannerOver: (sdl: string) => Planner = createPlanner,
): Promise<Engine> {
  const plain = plainRequires(executableSdl);
  const planner = plannerOver(plain.sdl);
  const { apiSchema } = planner;
  const compile = createCompiler(planner, plain, callFor);
  const known = new LRUCache<string, Promise<Compiled>>({ max: 1_000 });
  const compiledFor = ({ key, document, operationName }: Planned): Promise<Compiled> => {
    const name = `${key} ${operationName ?? ''}`;
    const compiled = known.get(name) ?? compile(document, operationName);
    known.set(name, compiled);
    compiled.catch(() => known.delete(name));
    return compiled;
  };
  return {
    apiSchema,
    execute: async (request) => execute(await compiledFor(request), request),
    subscribe: async (request) => subscriptionOf(await compiledFor(request)),
    stop: async () => known.clear(),
  };
}

function createCompiler(planner: Planner, plain: PlainRequires, callFor: (name: string, url: string) => SubgraphCall) {
  const calls = new Map(planner.subgraphs.map(({ name, url }) => [name, shared(callFor(name, url))]));
  const urls = new Map(planner.subgraphs.map(({ name, url }) => [name, url]));
  const schema = planner.supergraphSchema;
  const scope = {
    plain,
    meets: createMeets(schema),
    merge: createMerge((typename) => isObjectType(schema.getType(String(typename)))),
    callFor: (name: string) => calls.get(name)!,
    urlOf: (name: string) => urls.get(name) ?? '',
  };
  const read = createReader(planner.apiSchema);
  return async (document: EngineRequest['document'], operationName: string | null): Promise<Compiled> => {
    const operation = read(document, operationName);
    const plan = await planner.plan(operation.planned, operationName);
    const subscription = plan.node?.kind === 'Subscription' ? compileSubscription(plan.node, operation, scope) : null;
    return {
      step: subscription ? unopened : compilePlan(plan, operation, scope),
      subscription,
      isClients: operation.isClients,
      writerFor: createOperationWriter(planner.apiSchema, operation),
    };
  };
}

/** Subscriptions pass by: whom they are shared between is not this layer's to say. */
const shared = (call: SubgraphCall): SubgraphCall =>
  Object.assign(sharing(call), call.subscribe && { subscribe: call.subscribe });

const unopened: Step = async () => {
  throw new Error('A subscription is not run, but opened.');
};

function subscriptionOf(compiled: Compiled): EngineSubscription {
  const { subscription } = compiled;
  if (!subscription) throw new Error('Only a subscription can be opened.');
  const { plan, sourceOf, stepFor } = subscription;
  return { plan, sourceOf, answer: (event, request) => execute({ ...compiled, step: stepFor(event) }, request) };
}

async function execute({ step, isClients, writerFor }: Compiled, request: EngineRequest): Promise<ExecutionResult> {
  const { variables, caller, signal, requestId, onCall } = request;
  const run: Run = {
    data: {},
    faults: [],
    batches: new Map(),
    variables,
    caller,
    signal,
    requestId,
    onCall,
    expiry: expiryOf(signal),
  };
  await step(run);
  const { selection, write } = writerFor(variables);
  const errors = errorsFor(run.faults, run.data, { selection, isClients });
  const data = write(run.data, errors);
  return { data, ...(errors.length > 0 && { errors }) };
}
