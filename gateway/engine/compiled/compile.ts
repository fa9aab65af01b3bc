import type { ConditionNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { compileDefer, landing } from './defer.js';
import { compileFetch, type FetchScope } from './fetch.js';
import { inSubgraphsWords } from './forms.js';
import { addJoint, bring, jointAt, keepApart, newJoint, weigh } from './joints.js';
import { deferredPaths, fetchesOf, wavesOf } from './nodes.js';
import type { Operation } from './operation.js';
import type { Path } from './positions.js';
import { createReuse, nothingToReuse } from './reuse.js';
import type { Step } from './run.js';

export type PlanScope = Omit<FetchScope, 'joints' | 'variableOf' | 'reuse' | 'after'>;

/** A plan made ready to run any number of times. */
export function compilePlan({ node }: QueryPlan, operation: Operation, scope: PlanScope): Step {
  if (!node) return async () => undefined;
  if (node.kind === 'Subscription') throw new Error('A subscription is not run, but opened.');
  const plan = inSubgraphsWords(node, scope.plain);
  return compileNode(plan, [], nodeScope([plan], operation, scope));
}

/** What the nodes of one plan have in common. */
export type NodeScope = FetchScope & { readonly operation: Operation };

export function nodeScope(nodes: readonly PlanNode[], operation: Operation, scope: PlanScope): NodeScope {
  const fetches = nodes.flatMap((node) => fetchesOf(node));
  const joints = newJoint();
  for (const { path } of fetches) addJoint(joints, path);
  // What was told of there is told of again, and must be the same object still.
  for (const path of nodes.flatMap(deferredPaths)) addJoint(joints, path);
  for (const { fetch, path } of fetches) bring(fetch, jointAt(joints, path));
  for (const { fetch, path } of fetches) if (fetch.contextRewrites?.length) keepApart(joints, path);
  weigh(joints);
  // What was told before a change may be otherwise after it.
  const reuse = operation.definition.operation === OperationTypeNode.MUTATION ? nothingToReuse : createReuse(fetches);
  return { ...scope, joints, reuse, variableOf: operation.variableOf, operation, after: 0 };
}

/** Makes one node of a plan ready to run, for the objects at `path`. */
export function compileNode(node: PlanNode, path: Path, scope: NodeScope): Step {
  switch (node.kind) {
    case 'Fetch':
      return landing(node.id, compileFetch(node, path, scope));
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], scope);
    case 'Sequence':
      return inSequence(node.nodes.map((each, index) => compileNode(each, path, before(node.nodes.slice(index + 1), scope))));
    case 'Parallel':
      return inParallel(node.nodes.map((each) => compileNode(each, path, scope)));
    case 'Condition':
      return compileCondition(node, path, scope);
    case 'Defer':
      break;
  }
  return compileDefer(node, (part) => (part ? compileNode(part, path, scope) : null));
}

const before = (later: readonly PlanNode[], scope: NodeScope): NodeScope => ({
  ...scope,
  after: later.reduce((sum, node) => sum + wavesOf(node), scope.after),
});

const inSequence =
  (steps: readonly Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run);
  };

function inParallel(steps: readonly Step[]): Step {
  const [first] = steps;
  if (first && steps.length === 1) return first;
  return async (run) => void (await Promise.all(steps.map((step) => step(run))));
}

function compileCondition({ condition, ifClause, elseClause }: ConditionNode, path: Path, scope: NodeScope): Step {
  const name = scope.variableOf(condition);
  const [yes, no] = [ifClause, elseClause].map((clause) => (clause ? compileNode(clause, path, scope) : null));
  const byDefault = scope.operation.defaults.get(name);
  return async (run) => {
    const holds = Object.hasOwn(run.variables, name) ? run.variables[name] : byDefault;
    await (holds === true ? yes : no)?.(run);
  };
}
