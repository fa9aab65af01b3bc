import type { DeferNode, FetchNode, PlanNode } from '@apollo/query-planner';
import type { Path } from './positions.js';

export interface PlacedFetch {
  readonly fetch: FetchNode;
  readonly path: Path;
}

/** Every fetch of a plan, with the path of the objects it is made for. */
export function fetchesOf(node: PlanNode, path: Path = []): PlacedFetch[] {
  if (node.kind === 'Fetch') return [{ fetch: node, path }];
  const below = node.kind === 'Flatten' ? [...path, ...node.path] : path;
  return childrenOf(node).flatMap((child) => fetchesOf(child, below));
}

/** How many fetches of a plan come one after the other. */
export function wavesOf(node: PlanNode): number {
  if (node.kind === 'Fetch') return 1;
  const waves = childrenOf(node).map(wavesOf);
  return node.kind === 'Sequence' ? waves.reduce((sum, each) => sum + each, 0) : Math.max(0, ...waves);
}

function childrenOf(node: PlanNode): readonly PlanNode[] {
  if (node.kind === 'Flatten') return [node.node];
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return node.nodes;
  if (node.kind === 'Condition') return [node.ifClause, node.elseClause].filter((clause) => clause !== undefined);
  if (node.kind === 'Defer') return [node.primary, ...node.deferred].flatMap((part) => part.node ?? []);
  return [];
}

/** Where later parts of the answer tell more of what earlier ones tell of. */
export const deferredPaths = (node: PlanNode): Path[] => [
  ...(node.kind === 'Defer' ? node.deferred.map(({ queryPath }) => queryPath) : []),
  ...childrenOf(node).flatMap(deferredPaths),
];

/** The plan with something else in the place of each fetch. */
export function changeFetches(node: PlanNode, change: (fetch: FetchNode) => PlanNode): PlanNode {
  const within = (child: PlanNode) => changeFetches(child, change);
  if (node.kind === 'Fetch') return change(node);
  if (node.kind === 'Flatten') return { ...node, node: within(node.node) };
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return { ...node, nodes: node.nodes.map(within) };
  if (node.kind === 'Defer') return changeParts(node, within);
  const { ifClause, elseClause } = node;
  return { ...node, ...(ifClause && { ifClause: within(ifClause) }), ...(elseClause && { elseClause: within(elseClause) }) };
}

const changeParts = ({ primary, deferred, ...rest }: DeferNode, within: (node: PlanNode) => PlanNode): DeferNode => ({
  ...rest,
  primary: { ...primary, ...(primary.node && { node: within(primary.node) }) },
  deferred: deferred.map((part) => ({ ...part, ...(part.node && { node: within(part.node) }) })),
});
