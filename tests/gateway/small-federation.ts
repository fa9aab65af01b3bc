import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { graphql, parse } from 'graphql';
import { createCaller, type Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { publicError } from '../../core/public-error.js';
import type { EngineName } from '../../gateway/engine/engine.js';
import { buildGateway, type GatewayOptions } from '../../gateway/server.js';
import { callInMemory } from '../../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { purposeHeaders } from '../purpose-headers.js';

/** `HUB_ENGINE=apollo npm test -- tests/gateway` runs these suites over the reference engine. */
export const engineUnderTest: EngineName = process.env['HUB_ENGINE'] === 'apollo' ? 'apollo' : 'compiled';

export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])\n`;

export interface SmallSubgraph {
  readonly sdl: string;
  readonly resolvers: object;
}

export const callerWith = (...roles: string[]): Caller =>
  createCaller({
    issuer: 'test',
    subject: 'test',
    clientId: 'test',
    tokenId: 'test',
    roles,
    purpose: null,
    jurisdictions: '*',
    agency: null,
    personalId: roles.includes('citizen') ? '040199000001' : null,
  });

/** The headers of the first purpose that roles joined by `+` may have. */
export const purposeOf = (roles: string) => purposeHeaders(roles.split('+'));

export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly extensions?: Record<string, unknown>;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** A gateway over small subgraphs in memory; the bearer token is a list of roles, joined by `+`. Counts the fetches of each subgraph. */
export async function smallFederation(subgraphs: Record<string, SmallSubgraph>, options: Partial<GatewayOptions> = {}) {
  const supergraphSdl = composeSupergraph(Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, sdl: link + sdl })));
  const fetches: Record<string, string[]> = {};
  const app: FastifyInstance = await buildGateway({
    supergraphSdl,
    trustedDocuments: '*',
    verifier: {
      async verify(token) {
        if (token === 'bad') throw new HubError('UNAUTHENTICATED');
        return callerWith(...token.split('+'));
      },
    },
    callFor: (name) => {
      const { sdl, resolvers } = subgraphs[name]!;
      const schema = buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]);
      return callInMemory(name, async ({ query, variables }) => {
        (fetches[name] ??= []).push(query);
        const { data, errors } = await graphql({ schema, source: query, variableValues: variables });
        return { data: data ?? null, ...(errors && { errors: errors.map(publicError) }) };
      });
    },
    engine: engineUnderTest,
    ...options,
  });
  const ask = async (
    query: string,
    roles: string,
    variables: object = {},
    headers: Record<string, string> = purposeOf(roles),
  ): Promise<Answer> =>
    (
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${roles}`, ...headers },
        payload: { query, variables },
      })
    ).json();
  return { app, ask, fetches, close: () => app.close() };
}
