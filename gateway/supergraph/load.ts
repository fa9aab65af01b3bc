import type { Caller } from '../../auth/caller.js';
import { policies as hubPolicies, type Policy } from '../../auth/policies.js';
import type { Engine, EngineName, SubgraphCall } from '../engine/engine.js';
import { withFreshness } from '../freshness.js';
import type { Charter } from '../rights/decisions.js';
import { policiesIn } from '../rights/rules.js';
import { widestStanding } from '../rights/standing.js';
import { createViews, type View } from '../rights/view.js';
import { splitSupergraph } from './split.js';

export interface SupergraphOptions {
  readonly supergraphSdl: string;
  readonly callFor: (name: string, url: string) => SubgraphCall;
  readonly engine?: EngineName | undefined;
  /** Whether callers are known; a supergraph with access rules is not served without. */
  readonly signedIn: boolean;
  /** The conditions that `@policy` may name. */
  readonly policies?: Readonly<Record<string, Policy>> | undefined;
}

export interface LoadedSupergraph {
  readonly engine: Engine;
  readonly charter: Charter;
  /** The schema as a caller may see it, under one purpose or another. */
  readonly viewOf: (caller: Caller | null) => View;
}

/** The engine over what may be executed, and the rules apart from it; throws rather than serve a supergraph whose rules would not be kept. */
export async function loadSupergraph(options: SupergraphOptions): Promise<LoadedSupergraph> {
  const { supergraphSdl, callFor, signedIn, policies = hubPolicies } = options;
  const { executableSdl, rules, personalData, reveals, dataSubjects } = splitSupergraph(supergraphSdl);
  if (!signedIn && rules.size > 0) throw new Error('The supergraph has access rules: it cannot be served without sign-in.');
  const unknown = [...policiesIn(rules)].filter((name) => !Object.hasOwn(policies, name));
  if (unknown.length > 0) throw new Error(`The supergraph names policies the hub does not know: ${unknown.join(', ')}.`);
  const create = await creatorOf(options.engine);
  const engine = await create(executableSdl, callFor);
  const charter: Charter = { schema: withFreshness(engine.apiSchema), rules, personalData, reveals, dataSubjects, policies };
  const views = createViews(charter.schema, charter);
  return { engine, charter, viewOf: (caller: Caller | null) => views(widestStanding(caller).rights) };
}

/** Of two engines the one that is not used is not even read: it is a second of start and 40 MB. */
async function creatorOf(engine: EngineName | undefined) {
  if (engine === 'apollo') return (await import('../engine/apollo.js')).createApolloEngine;
  return (await import('../engine/compiled/engine.js')).createCompiledEngine;
}
