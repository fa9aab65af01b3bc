import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { startSandbox } from '../../sandbox/start.js';
import type { RunningSystem } from '../../sandbox/system.js';
import { runHub, type RunningTestHub } from './running-hub.js';

const down = ['igate-hue', 'land-nghe-an', 'ehr-national', 'kpi-nghe-an'];

describe('with four sources down', () => {
  let systems: RunningSystem[];
  let hub: RunningTestHub;
  beforeAll(async () => {
    systems = await startSandbox({ scale: 0.1, latencyMs: 0 });
    const sources = systems.map(({ source }) =>
      SourceConfig.parse({ ...source, url: down.includes(source.id) ? 'http://127.0.0.1:9/x' : source.url }),
    );
    hub = await runHub({}, sources);
  }, 30_000);
  afterAll(async () => {
    await hub.stop();
    await Promise.all(systems.map((system) => system.close()));
  });

  test('an overview gives the healthy part, and a coded error that names the source for each hole', async () => {
    const { status, data, errors, text } = await hub.askOperation('ioc', 'CityOverview');
    expect(status).toBe(200);
    const city = data!['jurisdiction'] as Record<string, unknown>;
    expect(city).toMatchObject({ name: 'Vinh', dossierStatistics: { received: 100 }, documentStatistics: expect.anything() });
    for (const field of ['population', 'healthStatistics', 'landStatistics', 'scorecard']) {
      expect(city[field]).toBeNull();
      expect(errors).toContainEqual(
        expect.objectContaining({
          path: ['jurisdiction', field],
          extensions: { code: 'SOURCE_UNAVAILABLE', source: expect.stringMatching(/^(kpi-nghe-an|ehr-national|land-nghe-an)$/) },
        }),
      );
    }
    expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|stack/);
  });

  test('a list over several sources holds a null with an error for the one that failed, and does not claim to know the total', async () => {
    const { data, errors } = await hub.ask(
      'citizen',
      '{ person(personalId: "040199000001") { dossiers(first: 20) { totalCount nodes { code } } parcels(first: 20) { totalCount nodes { code } } } }',
    );
    const { dossiers, parcels } = data!['person'] as Record<string, { totalCount: number | null; nodes: (object | null)[] }>;
    expect(dossiers!.totalCount).toBeNull();
    expect(dossiers!.nodes.filter((node) => node === null)).toHaveLength(1);
    expect(dossiers!.nodes.filter((node) => node !== null).length).toBeGreaterThanOrEqual(3);
    expect(errors).toContainEqual(
      expect.objectContaining({
        path: ['person', 'dossiers', 'nodes', 0],
        extensions: { code: 'SOURCE_UNAVAILABLE', source: 'igate-hue' },
      }),
    );
    expect(parcels!.totalCount).toBeNull();
    expect(errors).toContainEqual(
      expect.objectContaining({
        extensions: { code: 'SOURCE_UNAVAILABLE', source: 'land-nghe-an' },
        path: ['person', 'parcels', 'nodes', 0],
      }),
    );
  });

  test('one thing of a source that is down is an error, never a silent null', async () => {
    const { data, errors } = await hub.ask(
      'citizen',
      '{ healthRecord(personalId: "040199000001") { patient { sex } } parcel(code: "w774q0td1rjt") { code } }',
    );
    expect(data).toEqual({ healthRecord: null, parcel: null });
    expect(Object.fromEntries(errors.map(({ path, extensions }) => [path![0], extensions.code]))).toEqual({
      healthRecord: 'SOURCE_UNAVAILABLE',
      parcel: 'SOURCE_UNAVAILABLE',
    });
  });
});
