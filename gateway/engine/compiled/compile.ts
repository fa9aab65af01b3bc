import type { ConditionNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { compileFetch, type FetchScope } from './fetch.js';
import { inSubgraphsWords } from './forms.js';
import { addJoint, type Joints } from './merge.js';
import type { Operation } from './operation.js';
import type { Path } from './positions.js';
import type { Step } from './run.js';

export type PlanScope = Omit<FetchScope, 'joints' | 'variableOf'>;

/** A plan made ready to run any number of times. */
export function compilePlan({ node }: QueryPlan, operation: Operation, scope: PlanScope): Step {
  if (!node) return async () => undefined;
  if (node.kind === 'Subscription') throw new Error('A subscription is not run, but opened.');
  const joints: Joints = new Map();
  findJoints(node, [], joints);
  return compileNode(node, [], { ...scope, joints, variableOf: operation.variableOf, operation });
}

/** What the nodes of one plan have in common. */
export type NodeScope = FetchScope & { readonly operation: Operation };

/** Makes one node of a plan ready to run, for the objects at `path`. */
export function compileNode(node: PlanNode, path: Path, scope: NodeScope): Step {
  switch (node.kind) {
    case 'Fetch':
      return inParallel(inSubgraphsWords(node, scope.plain).map((each) => compileFetch(each, path, scope)));
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], scope);
    case 'Sequence':
      return inSequence(node.nodes.map((each) => compileNode(each, path, scope)));
    case 'Parallel':
      return inParallel(node.nodes.map((each) => compileNode(each, path, scope)));
    case 'Condition':
      return compileCondition(node, path, scope);
    case 'Defer':
      break;
  }
  throw new Error('@defer is not supported.');
}

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

/** Notes the positions into which the answers of a node are merged. */
export function findJoints(node: PlanNode, path: Path, joints: Joints): void {
  switch (node.kind) {
    case 'Fetch':
      return addJoint(joints, path);
    case 'Flatten':
      return findJoints(node.node, [...path, ...node.path], joints);
    case 'Sequence':
    case 'Parallel':
      for (const each of node.nodes) findJoints(each, path, joints);
      return;
    case 'Condition':
      for (const each of [node.ifClause, node.elseClause]) if (each) findJoints(each, path, joints);
      return;
    case 'Defer':
      return;
  }
}
