import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem } from '../../sandbox/system.js';
import { kpiSystems } from '../../sandbox/systems/kpi/index.js';
import { createKpiSubgraph } from '../../subgraphs/kpi/index.js';
import { auditor, callerWith, world } from './kpi.kit.js';
import { listenAs, type Subscription } from './subscribe.kit.js';

const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const clerk = callerWith(['citizen'], { personalId: '001080000001' });

// Systems are started and notes are made over HTTP.
jest.setTimeout(20_000);

const published = `subscription ($jurisdiction: String, $indicator: ID) {
  indicatorPublished(jurisdiction: $jurisdiction, indicator: $indicator) {
    at observation { kind status value period { label } jurisdiction { slug } indicator { code nameEn } } } }`;
const mutation = `mutation ($input: SubmitIndicatorValueInput!, $key: ID!) {
  submitIndicatorValue(input: $input, idempotencyKey: $key) { observation { value } } }`;

const path = 'POST /lris/api/v1/goi-tin/thay-doi-chi-so/tra-cuu';

async function start({ movesEveryMs = 0, changesEveryMs = 50 } = {}) {
  const systems = await Promise.all(kpiSystems(world, { movesEveryMs }).map((each) => startSystem(each, { latencyMs: 0 })));
  const sources = systems.map(({ source }) => SourceConfig.parse({ ...source, options: { ...source.options, changesEveryMs } }));
  const served = await listenAs(await createKpiSubgraph(sources, () => world.today));
  return {
    ...served,
    asked: async (id: string) => {
      const { url } = sources.find((source) => source.id === id)!;
      const { byPath } = (await (await fetch(new URL('/_stats', url))).json()) as { byPath: Record<string, number> };
      return byPath[path] ?? 0;
    },
    submit: async (jurisdiction: string, indicator: string, value: number) => {
      const input = { indicator, jurisdiction, period: '2025', value, asOf: '2025-12-31' };
      const response = await fetch(served.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...served.headerFor(callerWith(['reporter'], { jurisdictions: [jurisdiction] })),
        },
        body: JSON.stringify({ query: mutation, variables: { input, key: randomUUID() } }),
      });
      expect(await response.json()).toMatchObject({ data: { submitIndicatorValue: { observation: { value } } } });
    },
    close: async () => {
      await served.close();
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}

interface Publication {
  readonly at: string;
  readonly observation: { readonly value: number; readonly kind: string; readonly indicator: { readonly code: string } };
}
const publicationIn = async (subscription: Subscription) =>
  (await subscription.next())?.data?.['indicatorPublished'] as Publication;
const refusal = async (subscription: Subscription) => {
  const answer = await subscription.next();
  expect(await subscription.next()).toBeNull();
  return answer?.errors?.map(({ extensions }) => extensions['code']);
};
const [online, budget] = ['CQS.HOSO.TRUCTUYEN', 'NS.DEAN.KINHPHI'];

describe('indicatorPublished', () => {
  let under: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => void (under = await start()));
  afterAll(() => under.close());

  test('tells of a figure that is handed in, with its indicator', async () => {
    const subscription = await under.subscribe(ioc, published);
    await under.submit('vinh', online, 51);
    const { at, observation } = await publicationIn(subscription);
    expect(observation).toEqual({
      kind: 'ACTUAL',
      status: 'SUBMITTED',
      value: 51,
      period: { label: 'Năm 2025' },
      jurisdiction: { slug: 'vinh' },
      indicator: { code: online, nameEn: 'Dossiers handled online at levels 3–4' },
    });
    expect(at.slice(0, 10)).toBe(world.today);
    await subscription.leave();
  });

  // What must be heard comes last: had anything before it been told, it would have come first.
  test.each<[string, Caller, Record<string, string>, string, [string, string]]>([
    ['the officials’ own city, not of its neighbour', ioc, {}, 'thai-hoa', ['vinh', online]],
    ['the city asked for', auditor, { jurisdiction: 'hue' }, 'vinh', ['hue', budget]],
    ['the indicator asked for', auditor, { indicator: budget }, 'vinh', ['hue', budget]],
  ])('tells of %s alone', async (_what, as, variables, elsewhere, [city, indicator]) => {
    const subscription = await under.subscribe(as, published, variables);
    await under.submit(elsewhere, online, 52);
    await under.submit(city, indicator, 53);
    expect((await publicationIn(subscription)).observation).toMatchObject({ value: 53, indicator: { code: indicator } });
    await subscription.leave();
  });

  test('refuses what is out of reach or not well formed, and asks nobody', async () => {
    const fresh = await start();
    expect(await refusal(await fresh.subscribe(ioc, published, { jurisdiction: 'hue' }))).toEqual(['FORBIDDEN']);
    expect(await refusal(await fresh.subscribe(clerk, published))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await refusal(await fresh.subscribe(ioc, published, { indicator: 'no such' }))).toEqual(['BAD_USER_INPUT']);
    expect(await refusal(await fresh.subscribe(ioc, published, { jurisdiction: '../x' }))).toEqual(['BAD_USER_INPUT']);
    expect(await (await fresh.subscribe(auditor, published, { jurisdiction: 'nowhere' })).next()).toBeNull();
    expect(await fresh.asked('kpi-nghe-an')).toBe(0);
    await fresh.close();
  });
});

test('a reporting system is asked by one reader, and only where somebody may hear of something', async () => {
  const under = await start({ changesEveryMs: 3_600_000 });
  expect(await under.asked('kpi-nghe-an')).toBe(0);
  await Promise.all(Array.from({ length: 10 }, () => under.subscribe(ioc, published)));
  expect([await under.asked('kpi-nghe-an'), await under.asked('kpi-hue')]).toEqual([1, 0]);
  await under.close();
});

test('a sandbox that goes on by itself hands in estimates, and leaves actuals as they are', async () => {
  const under = await start({ movesEveryMs: 1 });
  const subscription = await under.subscribe(auditor, published);
  for (let told = 0; told < 3; told++) {
    const { observation } = await publicationIn(subscription);
    expect(observation).toMatchObject({ kind: 'ESTIMATE', indicator: { code: expect.stringMatching(/^TD\./) } });
  }
  await subscription.leave();
  await under.close();
});
