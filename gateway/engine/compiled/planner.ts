import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { plannerLimits } from '../../limits/limits.js';

/** Which subgraphs to ask for what, in which order. Another planner can stand in. */
export interface Planner {
  /** What clients may ask. */
  readonly apiSchema: GraphQLSchema;
  /** Everything the subgraphs know of each other, what clients may not ask included. */
  readonly supergraphSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  plan(document: DocumentNode, operationName: string | null): Promise<QueryPlan>;
}

export function createPlanner(executableSdl: string): Planner {
  const supergraph = Supergraph.build(executableSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph, { debug: plannerLimits });
  const api = supergraph.apiSchema();
  return {
    apiSchema: api.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata(),
    async plan(document, operationName) {
      const operation = operationFromDocument(api, document, operationName ? { operationName } : {});
      return planner.buildQueryPlan(operation);
    },
  };
}
