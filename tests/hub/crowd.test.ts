import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runHub, type RunningTestHub } from './running-hub.js';

// A hub is started, and hundreds ask at once.
jest.setTimeout(60_000);

let hub: RunningTestHub;
beforeAll(async () => {
  hub = await runHub({ SANDBOX_SCALE: '0.2' });
});
afterAll(() => hub.stop());

const signsIn = /\/token$|\/login\/$/;

/** How often each source was asked what, but for signing in, which igates do when the hub starts. */
async function asked() {
  const counts = hub.hub.sources.map(async ({ id, url }) => {
    const { byPath } = (await (await fetch(new URL('/_stats', url))).json()) as { byPath: Record<string, number> };
    const questions = Object.entries(byPath).filter(([path]) => !signsIn.test(path));
    return [id, Object.fromEntries(questions)] as const;
  });
  return Object.fromEntries((await Promise.all(counts)).filter(([, questions]) => Object.keys(questions).length > 0));
}

const once = {
  'ehr-national': { 'POST /fhir/': 1 },
  'igate-nghe-an': { 'GET /pa/dossier-statistic/--statistic-agency-nghean': 1 },
  'ioffice-nghe-an': { 'POST /qlvb/api/report/documentreport/': 1 },
  'kpi-nghe-an': {
    'GET /lris/api/v1/goi-tin/che-do-bao-cao': 1,
    'GET /lris/api/v1/goi-tin/danh-muc-chi-tieu': 1,
    // Once for the population, once for the figures of the scorecard.
    'POST /lris/api/v1/goi-tin/du-lieu-chi-so/tra-cuu': 2,
  },
  'land-nghe-an': { 'POST /geoserver/wfs': 1 },
};

test('an overview that two hundred ask for at once, of a hub that has asked nothing yet, costs each source one request for each thing', async () => {
  const personas = ['ioc', 'auditor', 'province'] as const;
  const all = Array.from({ length: 200 }, (_, at) => hub.askOperation(personas[at % personas.length]!, 'CityOverview'));
  for (const { status, errors, data } of await Promise.all(all)) {
    expect([status, errors]).toEqual([200, []]);
    expect(data).toMatchObject({ jurisdiction: { landStatistics: { parcelCount: expect.any(Number) } } });
  }
  expect(await asked()).toEqual(once);
  await hub.askOperation('ioc', 'CityOverview');
  expect(await asked()).toEqual(once);
});
