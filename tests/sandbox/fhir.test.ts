import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Bundle, CapabilityStatement, Encounter, OperationOutcome, Patient } from 'fhir/r4.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { fhirCast, fhirSystems } from '../../sandbox/systems/fhir/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
const cast = fhirCast(world);
const national = 'http://fhir.ehealth.gov.vn/core/sid/national_id';
let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem(fhirSystems(world)[0]!, { latencyMs: 0 });
});
afterAll(() => system.close());

interface Answer<T> {
  readonly status: number;
  readonly type: string | null;
  readonly body: T;
}

async function call<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  const url = path.startsWith('http') ? path : system.source.url + path;
  const headers = new Headers(init.headers);
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${String(system.source.options?.['bearerToken'])}`);
  const response = await fetch(url, { ...init, headers });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as T };
}
const search = async (type: string, parameters: Record<string, string>) =>
  (await call<Bundle>(`/${type}/_search`, { method: 'POST', body: new URLSearchParams(parameters) })).body;
const idsOf = ({ entry = [] }: Bundle) => entry.map(({ resource }) => resource?.id);

test('says what it can, to anyone', async () => {
  const { body, type } = await call<CapabilityStatement>('/metadata', { headers: { authorization: '' } });
  expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  expect(type).toContain('application/fhir+json');
});

test('refuses with an OperationOutcome', async () => {
  const unsigned = await call<OperationOutcome>('/Patient', { headers: { authorization: '' } });
  expect(unsigned).toMatchObject({ status: 401, body: { resourceType: 'OperationOutcome' } });
  expect((await call('/Nonsense?x=1')).status).toBe(404);
  expect((await call('/Patient?nonsense=1')).status).toBe(400);
  expect((await call('/Patient/none')).status).toBe(404);
  expect((await call('?_getpages=none')).status).toBe(410);
});

test('finds patients by identifier, several at once, and one of them twice', async () => {
  const identifier = [wellKnown.personalId, cast.duplicatePersonalId].map((id) => `${national}|${id}`).join(',');
  const found = await search('Patient', { identifier, _include: 'Patient:organization' });
  const patients = (found.entry ?? [])
    .filter(({ search: by }) => by?.mode === 'match')
    .map(({ resource }) => resource as Patient);
  expect(patients).toHaveLength(3);
  expect(patients[0]).toMatchObject({ managingOrganization: { reference: `Organization/tyt-${wellKnown.communeCode}` } });
  expect(found.entry?.filter(({ search: by }) => by?.mode === 'include')).not.toHaveLength(0);
});

test('pages by opaque links on its own address', async () => {
  const first = await search('Patient', { _count: '70' });
  const next = first.link?.find(({ relation }) => relation === 'next')?.url ?? '';
  expect(next.startsWith(system.source.url)).toBe(true);
  const { body: second } = await call<Bundle>(next);
  expect(idsOf(second)).not.toHaveLength(0);
  expect(idsOf(first)).not.toEqual(expect.arrayContaining([idsOf(second)[0]]));
});

test('counts without rows, and sorts the newest first', async () => {
  const counted = await search('Patient', { organization: 'Organization/tyt-16690', _summary: 'count' });
  expect(counted.total).toBeGreaterThan(0);
  expect(counted.entry).toBeUndefined();
  const sorted = await search('Encounter', { patient: 'Patient/p1', _sort: '-date' });
  const dates = (sorted.entry ?? []).map(({ resource }) => (resource as Encounter).period?.start ?? '');
  expect(dates).toEqual(dates.toSorted().toReversed());
});

test('answers each entry of a batch by itself', async () => {
  const entry = ['Condition?patient=Patient/p1,Patient/p2&_count=5', 'Nonsense?x=1', 'Patient?_summary=count', 'Patient/p1'].map(
    (url) => ({ request: { method: 'GET', url } }),
  );
  const { body } = await call<Bundle>('', {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }),
  });
  expect(body.entry?.map(({ response }) => response?.status.slice(0, 3))).toEqual(['200', '404', '200', '200']);
});

test('holds restricted resources, mistakes, and dates that are not whole', async () => {
  const hiv = await search('Condition', { code: 'B24' });
  expect(hiv.entry?.[0]?.resource?.meta?.security?.map(({ code }) => code)).toEqual(['R', 'HIV']);
  expect((await search('Observation', { status: 'entered-in-error', _summary: 'count' })).total).toBeGreaterThan(0);
  const patients = await search('Patient', { _count: '200' });
  const lengths = (patients.entry ?? []).map(({ resource }) => (resource as Patient).birthDate?.length);
  expect(new Set(lengths)).toEqual(new Set([4, 7, 10]));
});
