import { isObjectType, parse } from 'graphql';
import type { Engine, EngineRequest, EngineSubscription, SubgraphCall } from '../engine.js';
import { compilePlan } from './compile.js';
import { execute, executeInParts, type Runnable } from './execute.js';
import { createMerge } from './merge.js';
import { createReader } from './operation.js';
import { whereItCan } from './plans/in-parts.js';
import { createPlanner, type Planner } from './planner/planner.js';
import { bytesOf } from './plans/size.js';
import { createPlanStore, type Made } from './plans/store.js';
import { inTime } from './plans/wait.js';
import { plainRequires, type PlainRequires } from './requires.js';
import type { Step } from './run.js';
import { compileSubscription, type CompiledSubscription } from './subscribe.js';
import { sharing } from './share.js';
import { createMeets } from './types.js';
import { createSelections } from '../../writing/selections.js';

/** An operation as it is run again and again. */
interface Compiled extends Runnable {
  /** Null for a query or mutation. */
  readonly subscription: CompiledSubscription | null;
}

/** Our own engine: each operation is planned and compiled once, and then only run. */
export async function createCompiledEngine(
  executableSdl: string,
  callFor: (name: string, url: string) => SubgraphCall,
  plannerOver: (sdl: string) => Promise<Planner> = (sdl) => createPlanner(sdl, { defer: true }),
): Promise<Engine> {
  const plain = plainRequires(executableSdl);
  const planner = await plannerOver(plain.sdl);
  const { apiSchema } = planner;
  const compile = createCompiler(planner, plain, callFor);
  const plans = createPlanStore(compile);
  const inParts = whereItCan((request: EngineRequest) => plans.find(request));
  return {
    apiSchema,
    execute: async (request) => execute(await inTime(plans.find(request), request.signal), request),
    async executeInParts(request) {
      const planned = await inTime(inParts(request), request.signal);
      return planned && executeInParts(planned, request);
    },
    subscribe: async (request) => subscriptionOf(await plans.find(request)),
    plans,
    async stop() {
      plans.clear();
      await planner.stop();
    },
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
  return async (text: string, background: boolean): Promise<Made<Compiled>> => {
    const operation = read(parse(text, { noLocation: true }), null);
    const plan = await planner.plan(operation.planned, null, background);
    const subscription = plan.node?.kind === 'Subscription' ? compileSubscription(plan.node, operation, scope) : null;
    const value: Compiled = {
      step: subscription ? unopened : compilePlan(plan, operation, scope),
      subscription,
      isClients: operation.isClients,
      selectionFor: createSelections(planner.apiSchema, operation, operation.defaults),
      wholeFor: createSelections(planner.apiSchema, operation, operation.defaults, false),
    };
    return { value, bytes: bytesOf(text, plan) };
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
