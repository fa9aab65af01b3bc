import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from '../../schema/rules.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createSubgraph, type Subgraph, type SubgraphContext } from '../../schema/subgraph.js';
import { caller } from './caller.kit.js';

/** Ends the wait of the slow field. */
let finish: () => void = () => undefined;

@Public()
@ObjectType({ description: 'Thing.' })
class Thing {
  @Field(() => String, { nullable: true, description: 'Until when the answer is waited for.' })
  until?: string | null;
}

@Resolver()
class ThingResolver {
  @Query(() => Thing, { description: 'Quick.' })
  quick(@Ctx() { deadline }: SubgraphContext): Thing {
    return { until: deadline === undefined ? null : String(deadline) };
  }

  @Query(() => Thing, { description: 'Slow.' })
  async slow(): Promise<Thing> {
    await new Promise<void>((resolve) => (finish = resolve));
    return {};
  }
}

let subgraph: Subgraph;
let app: FastifyInstance;
beforeAll(async () => {
  subgraph = await createSubgraph({
    name: 'things',
    resolvers: [ThingResolver],
    entities: {},
    createContext: (who) => ({ caller: who }),
  });
  app = await serveSubgraph(subgraph, { identify: async () => caller });
});
afterAll(() => app.close());

const ask = (query: string, timeoutMs?: string) =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    ...(timeoutMs !== undefined && { headers: { 'x-hub-timeout-ms': timeoutMs } }),
    payload: { query },
  });
const untilOf = async (timeoutMs?: string) =>
  (await ask('{ quick { until } }', timeoutMs)).json().data.quick.until as string | null;

test('a reply ends, coded, when the one who asks stops waiting for it, and what comes later goes nowhere', async () => {
  const late = await ask('{ slow { until } }', '30');
  expect(late.statusCode).toBe(200);
  expect(late.json()).toEqual({
    data: null,
    errors: [{ message: expect.any(String), extensions: { code: 'SOURCE_TIMEOUT', source: 'things' } }],
  });
  finish();
  expect(await untilOf()).toBeNull();
});

test('resolvers are told until when their answer is waited for', async () => {
  const before = Date.now();
  const until = Number(await untilOf('5000'));
  expect(until).toBeGreaterThanOrEqual(before + 5_000);
  expect(until).toBeLessThanOrEqual(Date.now() + 5_000);
  const { data } = await inMemory(app, subgraph)({ query: '{ quick { until } }' }, caller, { deadline: 1_234 });
  expect(data).toEqual({ quick: { until: '1234' } });
});

test.each(['', '0', '-5', '1.5', '1e3', 'soon', '9'.repeat(30)])('a time to wait of "%s" is none', async (timeoutMs) => {
  expect(await untilOf(timeoutMs)).toBeNull();
});

test('nobody waits longer than two minutes', async () => {
  expect(Number(await untilOf('999999999'))).toBeLessThanOrEqual(Date.now() + 120_000);
});
