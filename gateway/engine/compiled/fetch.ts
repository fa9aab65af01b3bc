import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphAnswer, SubgraphCall } from '../engine.js';
import { maxPlaces } from '../place-errors.js';
import { compileEntityFetch } from './entities.js';
import { isObject, type Json } from '../../writing/json.js';
import { jointAt, type Joint } from './joints.js';
import type { Merge } from './merge.js';
import { objectsAt, placesAt, type Path } from './positions.js';
import type { PlainRequires } from './requires.js';
import { compileRewrites } from './rewrites.js';
import type { Reuse } from './reuse.js';
import { doublesIn, noDoubles } from './sameness.js';
import { send, type Outlet, type Run, type Step } from './run.js';
import { keysDue, withoutSilence } from './silence.js';
import { rootFaults } from './subgraph-faults.js';
import type { Meets } from './types.js';

/** What the fetches of one plan have in common. */
export interface FetchScope {
  readonly meets: Meets;
  readonly merge: Merge;
  readonly joints: Joint;
  readonly reuse: Reuse;
  readonly plain: PlainRequires;
  readonly callFor: (service: string) => SubgraphCall;
  readonly variableOf: (name: string) => string;
  /** Fetches of the plan that come one after the other once the node at hand is answered. */
  readonly after: number;
}

export function compileFetch(node: FetchNode, path: Path, scope: FetchScope): Step {
  if (!node.requires) return compileRootFetch(node, path, scope);
  return compileEntityFetch(node, path, { ...scope, outlet: outletOf(node, scope), variables: variablesFor(node, scope) });
}

const outletOf = ({ serviceName, operation, operationName }: FetchNode, { callFor, after }: FetchScope): Outlet => ({
  service: serviceName,
  call: callFor(serviceName),
  query: operation,
  operationName,
  head: `${JSON.stringify({ query: operation, operationName }).slice(0, -1)},"variables":`,
  after,
});

function variablesFor({ variableUsages = [] }: FetchNode, { variableOf }: FetchScope) {
  const names = variableUsages.map((name) => [name, variableOf(name)] as const);
  return ({ variables }: Pick<Run, 'variables'>): Json => {
    const used: Json = {};
    for (const [name, from] of names) if (Object.hasOwn(variables, from)) used[name] = variables[from];
    return used;
  };
}

function compileRootFetch(node: FetchNode, path: Path, scope: FetchScope): Step {
  const { outlet, variables, take } = compileRoot(node, path, scope);
  return async (run) => {
    if (objectsAt(run.data, path, run.copies).length === 0) return;
    take(run, await send(run, outlet, JSON.stringify(variables(run))));
  };
}

/** What a fetch of no entities asks, with which variables, and what becomes of an answer to it. */
export function compileRoot(node: FetchNode, path: Path, scope: FetchScope) {
  const outlet = outletOf(node, scope);
  const rewrite = compileRewrites(node.outputRewrites, scope.meets);
  const joints = jointAt(scope.joints, path);
  const due = keysDue(node);
  const take = (run: Run, answer: SubgraphAnswer): void => {
    const data = rewrite ? rewrite(answer.data) : answer.data;
    const errors = withoutSilence(answer, due, node.serviceName);
    const objects = objectsAt(run.data, path, run.copies);
    const ours = answer.unshared === true && objects.length === 1;
    const source = { doubles: rewrite ? noDoubles : doublesIn(data, joints), copies: run.copies, ours };
    if (isObject(data)) for (const object of objects) scope.merge(object, data, joints, source);
    if (!errors?.length) return;
    const places = [...placesAt(run.data, path).values()].flat().slice(0, maxPlaces);
    run.faults.push(...errors.flatMap((error) => rootFaults(error, places, outlet.query)));
  };
  return { outlet, variables: variablesFor(node, scope), take };
}
