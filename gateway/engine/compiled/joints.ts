import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, type SelectionNode } from 'graphql';
import { spreadOut } from './spread-out.js';

type Path = readonly (string | number)[];

/** A position into which later answers are merged, by response keys; lists are passed over. */
export interface Joint {
  readonly below: Map<string, Joint>;
  /** Fetches of whose answers the objects here are parts. Of one alone: what was equal at first, stays equal. */
  bringers: number;
  /** Is there such a position below? */
  mayRepeat: boolean;
}

export const newJoint = (): Joint => ({ below: new Map(), bringers: 0, mayRepeat: false });

const isListStep = (key: string | number) => typeof key === 'number' || key === '@';

/** Notes that answers are merged at the path. */
export function addJoint(joint: Joint, path: Path): void {
  let at = joint;
  for (const key of path) {
    if (isListStep(key)) continue;
    if (!at.below.has(key)) at.below.set(key, newJoint());
    at = at.below.get(key)!;
  }
}

export const jointAt = (joint: Joint, path: Path): Joint | undefined =>
  path.reduce<Joint | undefined>((at, key) => (isListStep(key) ? at : at?.below.get(key)), joint);

/** Notes that what objects at the path are given depends on all that they stand in. */
export function keepApart(joint: Joint, path: Path): void {
  for (let length = 1; length <= path.length; length++) {
    const at = jointAt(joint, path.slice(0, length));
    if (at) at.bringers += 2;
  }
}

/** Notes, once everything is brought, below which positions objects may be found that are the same. */
export function weigh(joint: Joint): boolean {
  for (const child of joint.below.values()) if (weigh(child) || child.bringers === 1) joint.mayRepeat = true;
  return joint.mayRepeat;
}

/** Notes what a fetch brings to the joints below the position at which its answers are merged. */
export function bring({ operation, requires, outputRewrites, contextRewrites }: FetchNode, joint: Joint | undefined): void {
  if (!joint) return;
  // What objects are given then depends on what stands around them.
  if (contextRewrites?.length) {
    joint.bringers += 2;
    return everywhereBelow(joint);
  }
  if (joint.below.size === 0) return;
  // What is renamed stands elsewhere than the fetch says.
  if (outputRewrites?.length) return everywhereBelow(joint);
  const [definition] = spreadOut(parse(operation, { noLocation: true })).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return;
  const { selections } = definition.selectionSet;
  const brought = requires
    ? selections.flatMap((node) => ('selectionSet' in node ? (node.selectionSet?.selections ?? []) : []))
    : selections;
  bringTo(joint, brought);
}

function bringTo(joint: Joint, selections: readonly SelectionNode[]): void {
  const below = new Map<Joint, SelectionNode[]>();
  for (const node of fieldsOf(selections)) {
    const child = joint.below.get(node.alias?.value ?? node.name.value);
    if (child) below.set(child, [...(below.get(child) ?? []), ...(node.selectionSet?.selections ?? [])]);
  }
  for (const [child, inside] of below) {
    child.bringers++;
    bringTo(child, inside);
  }
}

const fieldsOf = (selections: readonly SelectionNode[]) =>
  selections.flatMap(function fields(node): Extract<SelectionNode, { kind: Kind.FIELD }>[] {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet.selections.flatMap(fields) : [];
  });

function everywhereBelow(joint: Joint): void {
  for (const child of joint.below.values()) {
    child.bringers += 2;
    everywhereBelow(child);
  }
}
