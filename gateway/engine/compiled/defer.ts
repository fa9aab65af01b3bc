import type { DeferNode, DeferredNode, PlanNode } from '@apollo/query-planner';
import { fetchesOf } from './nodes.js';
import type { Run, Step } from './run.js';

/** Makes a node ready; null for one with nothing to fetch. */
type Compile = (node: PlanNode | undefined) => Step | null;

interface Later {
  readonly label: string;
  readonly after: readonly string[];
  readonly step: Step | null;
}

/** The first part of an answer, and the later ones: each begins as soon as what it needs of others is there, and none waits for another. */
export function compileDefer({ primary, deferred }: DeferNode, compile: Compile): Step {
  const first = compile(primary.node);
  const ids = (primary.node ? fetchesOf(primary.node) : []).flatMap(({ fetch }) => fetch.id ?? []);
  const parts = deferred.map((node) => laterPart(node, compile));
  return async (run) => {
    const { later } = run;
    if (!later) throw new Error('What is answered in parts is to be executed in parts.');
    for (const id of ids) later.expect(id);
    for (const part of parts) later.begin(part.label, fetchLater(run, part));
    await first?.(run);
    for (const id of ids) later.close(id);
  };
}

function laterPart({ label, depends, node }: DeferredNode, compile: Compile): Later {
  if (label === undefined) throw new Error('A part without a label cannot be told from another.');
  return { label, after: depends.map(({ id }) => id), step: compile(node) };
}

async function fetchLater(run: Run, { after, step }: Later) {
  await run.later!.landed(after);
  const own: Run = { ...run, faults: [], batches: new Map() };
  await step?.(own);
  return own.faults;
}

/** Says of a fetch that it is answered. */
export const landing = (id: string | undefined, step: Step): Step =>
  id === undefined
    ? step
    : async (run) => {
        await step(run);
        run.later?.land(id);
      };
