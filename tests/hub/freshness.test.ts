import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { startSandbox } from '../../sandbox/start.js';
import type { RunningSystem } from '../../sandbox/system.js';
import { operation, runHub, variablesOf, type RunningTestHub } from './running-hub.js';

// A machine under load takes its time to start a hub.
jest.setTimeout(60_000);

interface Source {
  readonly source: string;
  readonly system: string;
  readonly jurisdiction: string | null;
  readonly status: string;
  readonly ageSeconds: number | null;
  readonly ms: number;
}

describe('what an answer of the hub tells of its sources', () => {
  let systems: RunningSystem[];
  let hub: RunningTestHub;
  beforeAll(async () => {
    systems = await startSandbox({ scale: 0.1, latencyMs: 0 });
    const sources = systems.map(({ source }) =>
      SourceConfig.parse({ ...source, url: source.id === 'land-nghe-an' ? 'http://127.0.0.1:9/x' : source.url }),
    );
    hub = await runHub({}, sources);
  });
  afterAll(async () => {
    await hub.stop();
    await Promise.all(systems.map((system) => system.close()));
  });
  const sourcesOf = ({ extensions }: { extensions: Readonly<Record<string, unknown>> }) =>
    Object.fromEntries(((extensions['sources'] ?? []) as Source[]).map((each) => [each.source, each]));

  test('an overview names every source it draws on, and the one that is down', async () => {
    const sources = sourcesOf(await hub.askOperation('ioc', 'CityOverview'));
    expect(Object.keys(sources)).toEqual(Object.keys(sources).toSorted());
    expect(sources['igate-nghe-an']).toMatchObject({ system: 'igate', status: 'OK', ageSeconds: expect.any(Number) });
    expect(['FAILED', 'SKIPPED']).toContain(sources['land-nghe-an']!.status);
    expect(sources['land-nghe-an']!.ageSeconds).toBeNull();
    expect(Object.values(sources).filter(({ status }) => status === 'OK').length).toBeGreaterThanOrEqual(4);
  });

  test('a question that asks for what is known now is answered from what was read for it', async () => {
    await hub.askOperation('ioc', 'CityOverview');
    const text = operation('CityOverview').replace(/query CityOverview\([^)]*\)/, '$& @freshness(maxAgeSeconds: 0)');
    const answer = await hub.ask('ioc', text, variablesOf('CityOverview'));
    expect(answer.status).toBe(200);
    for (const { status, ageSeconds } of Object.values(sourcesOf(answer)))
      if (status === 'OK') expect(ageSeconds).toBeLessThanOrEqual(2);
  });

  test('tables of the hub’s own are no source', async () => {
    const { extensions, data } = await hub.ask('ioc', '{ jurisdictions { slug } }');
    expect(data).toMatchObject({ jurisdictions: expect.any(Array) });
    expect(extensions).toEqual({});
  });
});
