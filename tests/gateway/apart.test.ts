import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { createSignatureVerifier, signRequest } from '../../auth/signature.js';
import { buildGateway } from '../../gateway/server.js';
import { callOverHttp } from '../../gateway/subgraph-call/http.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { Public } from '../../schema/rules.js';
import { Scopes } from '../../schema/scopes.js';
import { serveSubgraph } from '../../schema/serve.js';
import { createSubgraph, type SubgraphContext } from '../../schema/subgraph.js';
import { callerWith, purposeOf, type Answer } from './small-federation.js';

const secret = 's'.repeat(40);
const signedIn = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])';

@Public()
@ObjectType({ description: 'Who asks, as the subgraph knows.' })
class Whoami {
  @Field(() => String, { description: 'Roles.' })
  roles!: string;
}

@Resolver()
class WhoamiResolver {
  @Query(() => Whoami, { nullable: true, description: 'Who asks.' })
  whoami(@Ctx() { caller }: SubgraphContext): Whoami {
    return { roles: caller.roles.join() };
  }

  @Scopes('health:read')
  @Query(() => Int, { nullable: true, description: 'Guarded.' })
  guarded(): number {
    return 1;
  }
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

describe('subgraphs in other processes', () => {
  let answerOf: Handler = (_request, response) => response.end('{}');
  const stranger = http.createServer((request, response) => answerOf(request, response));
  let gateway: Awaited<ReturnType<typeof buildGateway>>;
  let subgraph: Awaited<ReturnType<typeof serveSubgraph>>;
  let subgraphUrl: string;
  const query = (text: string, roles = 'clinician') =>
    gateway.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${roles}`, ...purposeOf(roles) },
      payload: { query: text },
    });

  beforeAll(async () => {
    const made = await createSubgraph({
      name: 'whoami',
      resolvers: [WhoamiResolver],
      entities: {},
      createContext: (caller) => ({ caller }),
    });
    subgraph = await serveSubgraph(made, { identify: createSignatureVerifier(secret) });
    subgraphUrl = `${await subgraph.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/graphql`;
    gateway = await buildGateway({
      supergraphSdl: composeSupergraph([
        { name: 'whoami', sdl: made.sdl, url: subgraphUrl },
        {
          name: 'stranger',
          sdl: `${signedIn} type Query { far: String @authenticated near: String @authenticated }`,
          url: strangerUrl,
        },
      ]),
      verifier: { verify: async (token) => callerWith(...token.split('+')) },
      callFor: (name, url) =>
        // The stranger is waited for in vain; whoami has its first questions to compile.
        name === 'whoami'
          ? callOverHttp(name, url, { timeoutMs: 5_000, secret })
          : callOverHttp(name, url, { timeoutMs: 400, maxBytes: 10_000, secret: null }),
    });
  });
  afterAll(async () => {
    await gateway.close();
    await subgraph.close();
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  });

  test('know the caller by the gateway’s signed word, and by nothing else', async () => {
    expect((await query('{ whoami { roles } guarded }')).json()).toEqual({
      data: { whoami: { roles: 'clinician' }, guarded: 1 },
    });
    for (const text of ['{ guarded }', '{ _service { sdl } }', '{ __schema { types { name } } }']) {
      const direct = await fetch(subgraphUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer clinician' },
        body: JSON.stringify({ query: text }),
      });
      expect(direct.status).toBe(401);
      expect(await direct.text()).not.toMatch(/"data":\{/);
    }
  });

  test('do not take a body other than the one that was signed', async () => {
    const headers = signRequest(
      { method: 'POST', path: '/graphql', body: '{"query":"{ whoami { roles } }"}', caller: callerWith('clinician') },
      secret,
    );
    const swapped = await fetch(subgraphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ guarded }"}',
    });
    expect(swapped.status).toBe(401);
  });

  test('are told the id of the request, by which their log and ours can be held against each other', async () => {
    let told: string | string[] | undefined;
    answerOf = (request, response) => {
      told = request.headers['x-hub-request-id'];
      json(response, { data: { far: 'x' } });
    };
    const { headers } = await query('{ far }');
    expect(told).toMatch(/^[\da-f-]{36}$/);
    expect(told).toBe(headers['x-request-id']);
  });

  const secretText = 'SELECT name FROM citizens at /srv/db.ts:3';
  const cases: [string, Handler, string][] = [
    [
      'an error of its own',
      (_q, r) => json(r, { errors: [{ message: secretText, extensions: { code: 'X', stacktrace: [secretText] } }] }),
      'SOURCE_UNAVAILABLE',
    ],
    [
      'a 500 with a body',
      (_q, r) => void r.writeHead(500, { 'content-type': 'text/html' }).end(secretText),
      'SOURCE_UNAVAILABLE',
    ],
    ['a redirect', (_q, r) => void r.writeHead(302, { location: 'http://127.0.0.1:1/x' }).end(), 'SOURCE_UNAVAILABLE'],
    [
      'a page instead of JSON',
      (_q, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end(secretText),
      'SOURCE_UNAVAILABLE',
    ],
    [
      'broken JSON',
      (_q, r) => void r.writeHead(200, { 'content-type': 'application/json' }).end(`{"${secretText}`),
      'SOURCE_BAD_DATA',
    ],
    ['an answer of another shape', (_q, r) => json(r, [secretText]), 'SOURCE_BAD_DATA'],
    ['too much', (_q, r) => json(r, { data: { far: 'x'.repeat(20_000) } }), 'SOURCE_BAD_DATA'],
    ['no answer', () => undefined, 'SOURCE_TIMEOUT'],
    ['a cut connection', (_q, r) => void r.destroy(), 'SOURCE_UNAVAILABLE'],
  ];
  test.each(cases)('%s costs its own fields, coded, and tells nothing of it', async (_name, handler, code) => {
    answerOf = handler;
    const response = await query('{ whoami { roles } a: far near }');
    const { data, errors } = response.json<Answer>();
    expect(response.statusCode).toBe(200);
    expect(data).toEqual({ whoami: { roles: 'clinician' }, a: null, near: null });
    expect(errors!.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      { path: ['a'], extensions: { code, source: 'stranger' } },
      { path: ['near'], extensions: { code, source: 'stranger' } },
    ]);
    expect(response.body).not.toMatch(/SELECT|srv|127\.0\.0\.1/);
  });
});

const json = (response: http.ServerResponse, body: unknown) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
