import type { QueryPlan } from '@apollo/query-planner';
import { buildASTSchema, parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { plannerLimits, planningLimits } from '../../../limits/limits.js';
import { createPool, type PoolLimits } from './pool.js';
import { startThread } from './thread.js';

/** Which subgraphs to ask for what, in which order. Another planner can stand in. */
export interface Planner {
  /** What clients may ask. */
  readonly apiSchema: GraphQLSchema;
  /** Everything the subgraphs know of each other, what clients may not ask included. */
  readonly supergraphSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** `background`: nobody waits for it, so that it comes after what somebody waits for. */
  readonly plan: (document: DocumentNode, operationName: string | null, background?: boolean) => Promise<QueryPlan>;
  readonly stop: () => Promise<void>;
}

export interface PlannerOptions extends Partial<PoolLimits> {
  /** Are plans to answer what is asked with `@defer` in parts? */
  readonly defer?: boolean;
}

/** The planner of Apollo's federation, in threads of its own: no plan holds up the process. Rejects for a supergraph that it cannot read. */
export async function createPlanner(executableSdl: string, { defer = false, ...limits }: PlannerOptions = {}): Promise<Planner> {
  const start = () => startThread({ supergraphSdl: executableSdl, limits: plannerLimits, defer });
  const first = await start();
  const pool = createPool(first, start, { ...planningLimits, ...limits });
  const { apiSdl, subgraphs } = first.described;
  return {
    apiSchema: schemaOf(apiSdl),
    supergraphSchema: schemaOf(executableSdl),
    subgraphs,
    plan: async (document, operationName, background = false) =>
      JSON.parse(await pool.plan({ text: print(document), operationName }, background)) as QueryPlan,
    stop: () => pool.stop(),
  };
}

// The planner has read both: to check them again would cost more than to build them.
const schemaOf = (sdl: string) => buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
