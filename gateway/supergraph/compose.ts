import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { assertDeniedByDefault } from './deny-by-default.js';

export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
  /** Where it is served; for a subgraph called in memory, any text. */
  readonly url?: string;
}

/** The supergraph SDL of `subgraphs`; throws one error that lists every fault of composition, or every field without a rule. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url: url ?? `memory://${name}`, typeDefs: parse(sdl) })),
  );
  if (errors?.length) throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`);
  assertDeniedByDefault(supergraphSdl!);
  return supergraphSdl!;
}
