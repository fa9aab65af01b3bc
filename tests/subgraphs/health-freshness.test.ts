import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { wellKnown } from '../../sandbox/world/index.js';
import { createHealthSource } from '../../subgraphs/health/source.js';
import { asReader, closing, letPass, stubServer, type Asked } from './freshness.kit.js';
import { ann, bao, patient, type Resource } from './health-stub.js';
import { callerAs, cast, clinician, startHealth } from './health-under-test.js';

// Systems are started, and hundreds ask at once.
jest.setTimeout(20_000);

const ioc = callerAs(['ioc'], ['vinh']);
const auditor = { ...callerAs(['auditor'], '*'), subject: 'another' };
const treating = callerAs(['clinician', 'restricted-care'], ['vinh']);
const record = (personalId: string) =>
  `{ healthRecord(personalId: "${personalId}") { patient { fullName } problems { code { code } } } }`;

describe('what is kept of a record system', () => {
  let health: Awaited<ReturnType<typeof startHealth>>;
  beforeAll(async () => {
    health = await startHealth();
  });
  afterAll(() => health.close());
  const costing = async (work: () => Promise<unknown>) => {
    const before = await health.requests();
    await work();
    return (await health.requests()).total - before.total;
  };
  const counted = (caller: Caller) =>
    health.entities(caller, 'Jurisdiction', '{ healthStatistics { recordCount provenance { stale fetchedAt } } }', [
      { slug: 'vinh', population: 400 },
    ]);

  test('counts that two hundred ask for at once cost one request, and whoever asks again none while they are fresh', async () => {
    expect(await costing(() => Promise.all(Array.from({ length: 200 }, () => counted(ioc))))).toBe(1);
    expect(await costing(() => counted(auditor))).toBe(0);
    letPass(61);
    expect(await costing(() => counted(auditor))).toBe(1);
  });

  test('a record and its sections are kept for who asked, by the same rights and for the same purpose, and for nobody else', async () => {
    const ask = (caller: Caller) => health.ask(caller, record(wellKnown.personalId));
    const [patients, sections] = [1, 1];
    expect(await costing(() => ask(clinician))).toBe(patients + sections);
    expect(await costing(() => ask(clinician))).toBe(0);
    for (const other of [
      { ...clinician, subject: 'another' },
      { ...clinician, purpose: 'AUDIT' as const },
      { ...clinician, jurisdictions: ['vinh', 'hue'] },
      treating,
    ])
      expect([other.subject, await costing(() => ask(other))]).toEqual([other.subject, patients + sections]);
    letPass(16);
    expect(await costing(() => ask(clinician))).toBe(patients + sections);
  });

  test('what was read with a right to restricted entries is not shown without it, nor is what was read without it taken for all', async () => {
    const codes = async (caller: Caller) => {
      const { data } = await health.ask(caller, record(cast.restrictedPersonalId));
      return (data!['healthRecord'] as { problems: { code: { code: string } }[] }).problems.map(({ code }) => code.code);
    };
    const all = await codes(treating);
    const open = await codes(clinician);
    expect(all).toEqual(expect.arrayContaining(open));
    expect(all.length).toBeGreaterThan(open.length);
    expect(await codes(treating)).toEqual(all);
    expect(await codes(clinician)).toEqual(open);
  });

  test('counts are shown as they were, and say so, when the source cannot answer; records are not', async () => {
    const told = async () => ((await counted(ioc)).data!['_entities'] as Counted[])[0]!.healthStatistics;
    const before = await told();
    await health.ask(clinician, record(wellKnown.personalId));
    await health.closeSystem();
    letPass(3_600);
    expect(await told()).toEqual({ ...before, provenance: { fetchedAt: before.provenance.fetchedAt, stale: true } });
    const { data, errors, extensions } = await health.ask(clinician, record(wellKnown.personalId));
    expect(data).toEqual({ healthRecord: null });
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'ehr-national' } }]);
    expect(extensions!.sources).toMatchObject([{ source: 'ehr-national', status: expect.stringMatching(/FAILED|SKIPPED/) }]);
  });
});

interface Counted {
  readonly healthStatistics: { readonly recordCount: number; readonly provenance: { readonly fetchedAt: string } };
}

const bundle = (resources: readonly Resource[], next?: string) => ({
  resourceType: 'Bundle',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
  ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
});

const problem = (personId: string, code: string): Resource => ({
  resourceType: 'Condition',
  id: `${personId}-${code}`,
  subject: { reference: `Patient/${personId}` },
  code: { coding: [{ code }] },
});

/** The searches of a batch. */
const searchesIn = ({ body }: Asked) =>
  (body as { entry: { request: { url: string } }[] }).entry.map(({ request }) => new URL(request.url, 'http://x'));

describe('what a record system has told', () => {
  async function systemOver(answer: (asked: Asked, url: string) => unknown) {
    const stub: { url: string } = { url: '' };
    const { url, requests } = await stubServer((asked) => answer(asked, stub.url));
    stub.url = url;
    const options = {
      personalIdSystems: ['urn:id'],
      station: 'Organization/tyt-{commune}',
      communes: { vinh: ['16690', '16681'] },
    };
    const health = createHealthSource(SourceConfig.parse({ id: 'ehr-x', system: 'fhir', jurisdictions: ['vinh'], url, options }));
    closing(() => health.close());
    const access = { restricted: false };
    const records = async (ids: readonly string[], reader = 'someone') =>
      (await asReader(reader, () => health.records(ids, access, () => true))).answer;
    const sections = async (names: readonly ('problems' | 'allergies')[], ids: readonly string[]) => {
      const wanted = ids.flatMap((id) => names.map((name) => ({ name, patientIds: [id], last: null })));
      return (await asReader('someone', () => health.sections(wanted, access))).answer;
    };
    return { health, records, sections, requests };
  }
  const peopleIn = ({ parameters }: Asked) => [...(parameters.get('identifier') ?? '').matchAll(/\d{12}/g)].map(([id]) => id);
  const nameless = { managingOrganization: undefined };

  test('of people is asked for again only as far as it is not known, and that there is nothing is known', async () => {
    const { records, requests } = await systemOver((asked) =>
      bundle(peopleIn(asked).flatMap((id) => (id === ann ? [patient('1', ann, '16690', nameless)] : []))),
    );
    expect(await records([ann])).toMatchObject([{ person: { personalId: ann } }]);
    expect(await records([bao, ann])).toMatchObject([null, { person: { personalId: ann } }]);
    expect(await records([ann, bao])).toMatchObject([{ person: { personalId: ann } }, null]);
    expect(requests.map(peopleIn)).toEqual([[ann], [bao]]);
    await records([ann, bao], 'another');
    expect(requests.map(peopleIn)).toHaveLength(3);
  });

  test('in a form that cannot be read is not kept, and costs others nothing', async () => {
    let broken = true;
    const { records, requests } = await systemOver((asked) =>
      bundle(
        peopleIn(asked).map((id) => patient(id, id, '16690', { ...nameless, ...(broken && id === bao && { birthDate: 7 }) })),
      ),
    );
    expect(await records([ann, bao])).toMatchObject([{ person: {} }, { code: 'SOURCE_BAD_DATA' }]);
    broken = false;
    expect(await records([ann, bao])).toMatchObject([{ person: {} }, { person: {} }]);
    expect(requests.map(peopleIn)).toEqual([[ann, bao], [bao]]);
  });

  test('of one section is kept where another fails in the same batch, which alone is asked for again', async () => {
    let failing = true;
    const { sections, requests } = await systemOver((asked) => ({
      resourceType: 'Bundle',
      entry: searchesIn(asked).map(({ pathname }) => {
        if (pathname === '/AllergyIntolerance' && failing) return { response: { status: '503' } };
        return { response: { status: '200' }, resource: bundle(pathname === '/Condition' ? [problem('1', 'I10')] : []) };
      }),
    }));
    const both = ['problems', 'allergies'] as const;
    expect(await sections(both, ['1'])).toMatchObject([[{ code: { code: 'I10' } }], { code: 'SOURCE_UNAVAILABLE' }]);
    failing = false;
    expect(await sections(both, ['1'])).toMatchObject([[{ code: { code: 'I10' } }], []]);
    expect(requests.map((asked) => searchesIn(asked).map(({ pathname }) => pathname))).toEqual([
      ['/Condition', '/AllergyIntolerance'],
      ['/AllergyIntolerance'],
    ]);
  });

  test('of one person’s section is not asked for again with that of another', async () => {
    const { sections, requests } = await systemOver((asked) => ({
      resourceType: 'Bundle',
      entry: searchesIn(asked).map(({ searchParams }) => {
        const ids = searchParams
          .get('patient')!
          .split(',')
          .map((reference) => reference.slice('Patient/'.length));
        return { response: { status: '200' }, resource: bundle(ids.map((id) => problem(id, 'I10'))) };
      }),
    }));
    await sections(['problems'], ['1']);
    expect(await sections(['problems'], ['1', '2'])).toMatchObject([[{ code: { code: 'I10' } }], [{ code: { code: 'I10' } }]]);
    expect(requests.flatMap(searchesIn).map(({ searchParams }) => searchParams.get('patient'))).toEqual([
      'Patient/1',
      'Patient/2',
    ]);
  });

  test('page by page is kept whole: links to pages, which expire, are followed once', async () => {
    let searched = 0;
    const { records, requests } = await systemOver(({ path }, url) => {
      if (path.endsWith('_search')) return bundle([patient('1', ann, '16690', nameless)], `${url}/page-${++searched}`);
      return bundle([patient('2', ann, '16690', nameless)]);
    });
    const both = [{ origin: { patientIds: ['1', '2'] } }];
    expect(await records([ann])).toMatchObject(both);
    expect(await records([ann])).toMatchObject(both);
    letPass(16);
    expect(await records([ann])).toMatchObject(both);
    expect(requests.map(({ path }) => path)).toEqual(['/Patient/_search', '/page-1', '/Patient/_search', '/page-2']);
  });

  test('of a station that it did not send along is known to all once one has asked, unless it could not tell', async () => {
    let failing = true;
    const { records, requests } = await systemOver((asked) => {
      if (asked.path.endsWith('_search')) return bundle(peopleIn(asked).map((id) => patient(id, id, '16690')));
      const resource = bundle([{ resourceType: 'Organization', id: 'tyt-16690', name: 'Trạm' }]);
      return {
        resourceType: 'Bundle',
        entry: [failing ? { response: { status: '503' } } : { response: { status: '200' }, resource }],
      };
    });
    expect(await records([ann])).toMatchObject([{ station: { name: null, communeCode: '16690' } }]);
    failing = false;
    expect(await records([ann])).toMatchObject([{ station: { name: 'Trạm' } }]);
    expect(await records([bao], 'another')).toMatchObject([{ station: { name: 'Trạm' } }]);
    expect(requests.map(({ path }) => path)).toEqual(['/Patient/_search', '/', '/', '/Patient/_search']);
  });

  test('of the records of places is asked for again only as far as it is not known', async () => {
    const { health, requests } = await systemOver((asked) => ({
      resourceType: 'Bundle',
      entry: searchesIn(asked).map(() => ({ response: { status: '200' }, resource: { ...bundle([]), total: 7 } })),
    }));
    const counts = (communes: readonly string[]) => asReader('anyone', () => health.counts(communes.map((code) => [code])));
    expect((await counts(['16690'])).answer).toEqual([7]);
    expect((await counts(['16681', '16690'])).answer).toEqual([7, 7]);
    expect(requests.flatMap(searchesIn).map(({ searchParams }) => searchParams.get('organization'))).toEqual([
      'Organization/tyt-16690',
      'Organization/tyt-16681',
    ]);
  });
});
