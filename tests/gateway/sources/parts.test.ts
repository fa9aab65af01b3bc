import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { logInMemory } from '../access-log.kit.js';
import { allParts, type Part } from '../defer/multipart.js';
import { purposeOf } from '../small-federation.js';
import { until } from '../subscriptions/streaming.js';
import { doors, sourcedHub, told } from './sourced.kit.js';

// A machine under load takes its time to start a gateway.
jest.setTimeout(30_000);

describe.each(doors)('answers in parts and events of subgraphs %s', (door) => {
  const log = logInMemory();
  let hub: Awaited<ReturnType<typeof sourcedHub>>;
  beforeAll(async () => void (hub = await sourcedHub(door, { engine: 'compiled', accessLog: log.accessLog })));
  afterAll(() => hub.close());

  const inParts = async (query: string): Promise<Part[]> => {
    const response = await hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer ioc', ...purposeOf('ioc'), accept: 'multipart/mixed;deferSpec=20220824' },
      payload: { query },
    });
    return allParts(response.body);
  };
  const sourcesOf = ({ extensions, incremental }: Part) =>
    [extensions, incremental?.at(-1)?.extensions].find(Boolean)?.['sources'];
  const first = [told('names', 'OK', 5), told('places', 'OK', 30, { jurisdiction: null })];

  test('the last part tells of all sources: clients keep what was said last', async () => {
    hub.wait.untilMs = 50;
    const parts = await inParts('query @freshness(maxAgeSeconds: 60) { town { name ... @defer { dossiers parcels place } } }');
    expect(parts.map(sourcesOf)).toEqual([
      first,
      [
        told('dossiers-vinh', 'FAILED', null),
        told('land-vinh', 'FAILED', null),
        told('names', 'OK', 5),
        told('places', 'STALE', 60, { jurisdiction: null, ms: 60 }),
      ],
    ]);
    expect(parts[1]!.incremental).toMatchObject([
      { path: ['town'], data: { dossiers: null, parcels: null, place: 1 }, errors: [{}, {}] },
    ]);
  });

  test('each part is recorded with the calls that are its own', async () => {
    log.records.length = 0;
    await inParts('{ town { name ... @defer { dossiers } } }');
    expect(log.records.map(({ sources }) => sources)).toEqual([
      [{ name: 'places', status: 'OK', ms: expect.any(Number) }],
      [{ name: 'figures', status: 'OK', ms: expect.any(Number) }],
    ]);
    hub.wait.untilMs = 0;
  });

  test('a subgraph that is away is told of with the part that it was asked for', async () => {
    const parts = await inParts('{ town { name ... @defer { lost } } }');
    expect(parts.map(sourcesOf).at(-1)).toEqual([
      told('away', 'FAILED', null, { system: 'subgraph', jurisdiction: null }),
      ...first,
    ]);
  });

  test('an event tells of the sources that it was answered from, and of no others', async () => {
    const origin = await hub.app.listen({ host: '127.0.0.1', port: 0 });
    const client = createClient({ url: `${origin}/graphql`, headers: { authorization: 'Bearer ioc' }, retryAttempts: 0 });
    const results = client.iterate({ query: 'subscription { townChanged { name dossiers } }' });
    const coming = results.next();
    await until(() => hub.changes.readers() === 1);
    for (let i = 0; i < 2; i++) hub.changes.publish({ slug: 'vinh' });
    for (const event of [await coming, await results.next()])
      expect(event.value).toEqual({
        data: { townChanged: { name: 'Vinh', dossiers: 12 } },
        extensions: { sources: [told('dossiers-vinh', 'STALE', 7_200), told('names', 'OK', 5)] },
      });
    client.dispose();
    await until(() => hub.changes.readers() === 0);
  });
});
