import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFhirClient, searchToken, type FhirClient, type FhirResource } from '../../connectors/fhir.js';
import { HubError } from '../../core/errors.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { fhirCast, fhirSystems } from '../../sandbox/systems/fhir/index.js';
import { createWorld } from '../../sandbox/world/index.js';
import { load, resourcesOf, send, sourceAt } from './fhir-records.js';

const url = process.env['FHIR_URL']!;
const world = createWorld({ scale: 0.1 });
const cast = fhirCast(world);
const national = 'http://fhir.ehealth.gov.vn/core/sid/national_id';
const open = { restricted: false };
const all = { restricted: true };
let system: RunningSystem;
let sandbox: SourceConfig;
const clients: FhirClient[] = [];
const clientAt = (options: Record<string, unknown> = {}) => {
  const client = createFhirClient(sourceAt(url, sandbox, options));
  clients.push(client);
  return client;
};
/** The same question of both servers. */
const both = async <T>(ask: (client: FhirClient) => Promise<T>, options: Record<string, unknown> = {}): Promise<[T, T]> => {
  const ours = createFhirClient(SourceConfig.parse({ ...sandbox, options: { ...sandbox.options, ...options } }));
  clients.push(ours);
  return [await ask(clientAt(options)), await ask(ours)];
};
const idsOf = (found: readonly FhirResource[]) => found.map(({ id }) => String(id)).toSorted((a, b) => a.localeCompare(b));

beforeAll(async () => {
  system = await startSystem(fhirSystems(world)[0]!, { latencyMs: 0 });
  sandbox = SourceConfig.parse(system.source);
  await load(url, await resourcesOf(sandbox));
}, 120_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await system.close();
});

const people = world.people.filter(({ hasHealthRecord }) => hasHealthRecord).map(({ personalId }) => personalId);
const tokens = (ids: readonly string[]) => ids.map((id) => searchToken(national, id)).join(',');

describe('a FHIR server that others wrote', () => {
  test('finds many people by identifier in one search, with their stations beside them', async () => {
    // The one known twice is among them.
    const wanted = [...people.slice(0, 60), '000000000000'];
    expect(wanted).toContain(cast.duplicatePersonalId);
    const search = { type: 'Patient', parameters: { identifier: tokens(wanted), _include: 'Patient:organization' } };
    const [theirs, ours] = await both((client) => client.search(search, all));
    expect(theirs.matches).toHaveLength(61);
    expect(idsOf(theirs.matches)).toEqual(idsOf(ours.matches));
    expect(idsOf(theirs.included)).toEqual(idsOf(ours.included));
  });

  test('is read to the end by its own links', async () => {
    const [theirs, ours] = await both((client) => client.search({ type: 'Patient', parameters: {} }, all), { pageSize: 7 });
    expect(theirs.matches.length).toBeGreaterThan(100);
    expect(idsOf(theirs.matches)).toEqual(idsOf(ours.matches));
  });

  test('is read no further than the limits', async () => {
    const search = clientAt({ pageSize: 7, maxPages: 3 }).search({ type: 'Patient', parameters: {} }, all);
    await expect(search).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('answers batches of searches, and the newest of each', async () => {
    const searches = ['p1', 'p2', 'p3'].map((id) => ({
      type: 'Observation',
      parameters: { patient: `Patient/${id}`, _sort: '-date', _count: '3' },
      atMost: 3,
    }));
    const [theirs, ours] = await both((client) => client.searchAll(searches, all));
    expect(theirs.map((found) => (found instanceof Error ? found : idsOf(found.matches)))).toEqual(
      ours.map((found) => (found instanceof Error ? found : idsOf(found.matches))),
    );
  });

  test.each([true, false])('counts without sending a row, in a batch: %s', async (batch) => {
    const searches = world.jurisdictions.map(({ communes }) => ({
      type: 'Patient',
      parameters: { organization: communes.map(({ code }) => `Organization/tyt-${code}`).join(',') },
    }));
    const [theirs, ours] = await both((client) => client.counts(searches), { batch });
    expect(theirs).toEqual(ours);
    expect(Math.max(...theirs.map(Number))).toBeGreaterThan(0);
  });

  test('keeps labels, and the mistakes in its keeping reach nobody', async () => {
    const search = { type: 'Condition', parameters: { code: 'B24' } };
    const [hidden, shown] = [await clientAt().search(search, open), await clientAt().search(search, all)];
    expect(hidden.matches).toHaveLength(0);
    expect(shown.matches.length).toBeGreaterThan(0);
    const mistakes = await send(`${url}/Observation?status=entered-in-error&_summary=count`, 'GET');
    expect((JSON.parse(mistakes.text) as { total: number }).total).toBeGreaterThan(0);
    const read = await clientAt().search({ type: 'Observation', parameters: { status: 'entered-in-error' } }, all);
    expect(read.matches).toHaveLength(0);
  });

  test('keeps dates that are not whole', async () => {
    const { matches } = await clientAt().search({ type: 'Patient', parameters: {} }, all);
    expect(new Set(matches.map(({ birthDate }) => String(birthDate).length))).toEqual(new Set([4, 7, 10]));
  });
});

describe('its refusals come as errors of ours', () => {
  const refused = async (search: Parameters<FhirClient['search']>[0]) =>
    clientAt()
      .search(search, all)
      .catch((error: unknown) => error);

  test.each([
    ['a parameter it does not know', { type: 'Patient', parameters: { nonsense: '1' } }],
    ['a type it does not know', { type: 'Nonsense', parameters: {} }],
    ['a value that is none', { type: 'Patient', parameters: { birthdate: 'hôm qua' } }],
  ])('%s', async (_, search) => {
    const error = await refused(search);
    expect(error).toBeInstanceOf(HubError);
    expect((error as HubError).code).toBe('SOURCE_UNAVAILABLE');
    expect(JSON.stringify(error)).not.toMatch(/HAPI|nonsense|hôm qua/i);
  });

  test('one search of a batch is refused alone', async () => {
    const searches = [
      { type: 'Patient', parameters: { _id: 'p1' } },
      { type: 'Patient', parameters: { nonsense: '1' } },
      { type: 'Condition', parameters: { patient: 'Patient/p1' } },
    ];
    const found = await clientAt().searchAll(searches, all);
    expect(found.map((one) => one instanceof Error)).toEqual([false, true, false]);
  });

  test('a page that has gone', async () => {
    const { status } = await send(`${url}?_getpages=00000000-0000-0000-0000-000000000000`, 'GET');
    expect(status).toBe(410);
  });

  test('what was deleted is found no more', async () => {
    const patient = { resourceType: 'Patient', id: 'gone', identifier: [{ system: national, value: '999000000001' }] };
    expect((await send(`${url}/Patient/gone`, 'PUT', patient)).status).toBe(201);
    const search = { type: 'Patient', parameters: { identifier: tokens(['999000000001']) } };
    expect((await clientAt().search(search, all)).matches).toHaveLength(1);
    expect((await send(`${url}/Patient/gone`, 'DELETE')).status).toBe(200);
    expect((await send(`${url}/Patient/gone`, 'GET')).status).toBe(410);
    expect((await clientAt().search(search, all)).matches).toHaveLength(0);
  });

  test('a person nobody knows is nobody, and no error', async () => {
    const search = { type: 'Patient', parameters: { identifier: tokens(['000000000000']) } };
    expect((await clientAt().search(search, all)).matches).toEqual([]);
  });
});
