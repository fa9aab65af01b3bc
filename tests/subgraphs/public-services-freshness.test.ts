import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createIgate } from '../../subgraphs/public-services/igate.js';
import { asReader, closing, letPass, stubServer, type Asked } from './freshness.kit.js';
import { callerWith, startPublicServices } from './public-services.kit.js';

// Systems are started, and hundreds ask at once.
jest.setTimeout(20_000);

const world = createWorld({ scale: 0.1 });
const officer = callerWith(['officer'], { jurisdictions: ['vinh'], agency: wellKnown.agencyId });
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const citizen = callerWith(['citizen'], { personalId: wellKnown.personalId });
const auditor = callerWith(['auditor'], { jurisdictions: '*' });

const statistics = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction {
  dossierStatistics { received provenance { stale fetchedAt } } } } }`;
const vinh = { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] };
const dossier = `{ dossier(code: "${wellKnown.dossierCode}") { code status } }`;
const own = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { dossiers(first: 5) { nodes { code } } } } }`;
const person = { r: [{ __typename: 'Person', personalId: wellKnown.personalId }] };

describe('what is kept of an iGate', () => {
  let under: Awaited<ReturnType<typeof startPublicServices>>;
  let app: FastifyInstance;
  let ask: (as: Caller, query: string, variables?: Record<string, unknown>) => ReturnType<ReturnType<typeof inMemory>>;
  beforeAll(async () => {
    under = await startPublicServices(world);
    app = await serveSubgraph(under.subgraph, { identify: async () => auditor });
    const call = inMemory(app, under.subgraph);
    ask = (as, query, variables = {}) => call({ query, variables }, as);
    await ask(auditor, '{ procedures(first: 1) { totalCount } }');
  });
  afterAll(async () => {
    await app.close();
    await under.close();
  });
  const costing = async (work: () => Promise<unknown>) => {
    const before = await under.requests();
    await work();
    return (await under.requests()) - before;
  };

  test('statistics that two hundred ask for at once cost one request, and whoever asks again none', async () => {
    const many = () => Promise.all(Array.from({ length: 200 }, () => ask(ioc, statistics, vinh)));
    expect(await costing(many)).toBe(1);
    expect(await costing(() => ask(auditor, statistics, vinh))).toBe(0);
    expect(await costing(() => ask(ioc, '{ procedures(first: 100) { nodes { processingDays } } }'))).toBe(0);
  });

  test('a dossier is kept for who asked, by the same rights and for the same purpose, and for nobody else', async () => {
    expect(await costing(() => ask(officer, dossier))).toBe(1);
    expect(await costing(() => ask(officer, dossier))).toBe(0);
    for (const other of [
      { ...officer, subject: 'another' },
      { ...officer, purpose: 'AUDIT' as const },
      { ...officer, roles: [...officer.roles, 'ioc'] },
      ioc,
      citizen,
    ])
      expect([other.subject, await costing(() => ask(other, dossier))]).toEqual([other.subject, 1]);
    letPass(16);
    expect(await costing(() => ask(officer, dossier))).toBe(1);
  });

  test('a list, and a person’s dossiers, are kept for who asked, too', async () => {
    const list = '{ dossiers(filter: { jurisdiction: "vinh", openPastDue: true }, first: 10) { nodes { code fees { name } } } }';
    for (const as of [officer, { ...officer, subject: 'another' }]) {
      expect(await costing(() => ask(as, list))).toBeGreaterThan(0);
      expect(await costing(() => ask(as, list))).toBe(0);
    }
    expect(await costing(() => ask(citizen, own, person))).toBe(3);
    expect(await costing(() => ask(citizen, own, person))).toBe(0);
    expect(await costing(() => ask({ ...citizen, subject: 'another' }, own, person))).toBe(3);
  });

  test('statistics are shown as they were, and say so, when the source cannot answer; what is of people is not', async () => {
    const told = async () => (await ask(ioc, statistics, vinh)).data!['_entities'] as Statistics[];
    const [before] = await told();
    await Promise.all([ask(officer, dossier), ask(citizen, own, person)]);
    await under.stop('igate-nghe-an');
    letPass(3_600);
    const [{ dossierStatistics: stale }] = (await told()) as [Statistics];
    const { received, provenance } = before!.dossierStatistics;
    expect(stale).toEqual({ received, provenance: { fetchedAt: provenance.fetchedAt, stale: true } });
    const { data, errors, extensions } = await ask(officer, dossier);
    expect(data).toEqual({ dossier: null });
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'igate-nghe-an' } }]);
    expect(extensions!.sources).toMatchObject([{ source: 'igate-nghe-an', status: expect.stringMatching(/FAILED|SKIPPED/) }]);
    const { nodes } = ((await ask(citizen, own, person)).data!['_entities'] as { dossiers: { nodes: unknown[] } }[])[0]!.dossiers;
    expect(nodes[0]).toBeNull();
  });
});

interface Statistics {
  readonly dossierStatistics: { readonly received: number; readonly provenance: { readonly fetchedAt: string } };
}

describe('what an iGate has told of dossiers', () => {
  const code = (last: number) => `H41.17-260609-000${last}`;
  const rowOf = (name: string, more: object = {}) => ({
    id: `id of ${name}`,
    code: name,
    dossierStatus: { id: 5, name: 'Đã trả kết quả' },
    agency: { code: 'H41.17', ancestors: [] },
    updatedDate: '2026-06-09T08:30:00.000+0700',
    ...more,
  });

  async function igateOver(search: (asked: Asked) => readonly unknown[]) {
    const { url, requests } = await stubServer((asked) => {
      if (asked.path.endsWith('/token')) return { access_token: 't', expires_in: 300 };
      return asked.path.includes('fee') ? [] : { content: search(asked), last: true };
    });
    const options = {
      clientId: 'hub',
      clientSecret: 's',
      agencies: { vinh: ['H41.17'] },
      statisticsSuffix: 'x',
      statusTable: { codes: { 5: 10 }, default: 4 },
      changesEveryMs: 10,
    };
    const facts = { id: 'igate-x', system: 'igate', jurisdictions: ['vinh'], prefixes: ['H41'], url, options };
    const igate = createIgate(SourceConfig.parse(facts));
    closing(() => igate.close());
    const find = async (codes: readonly string[], reader = 'someone') =>
      (await asReader(reader, () => igate.dossiers.byCodes(codes))).answer;
    const searches = () => requests.filter(({ path }) => path.endsWith('search'));
    return { igate, find, codesAsked: () => searches().map(({ parameters }) => parameters.get('code')), searches, requests };
  }
  const held =
    (...codes: string[]) =>
    ({ parameters }: Asked) =>
      codes.filter((each) => parameters.get('code')?.split(',').includes(each)).map((each) => rowOf(each));

  test('is asked for again only as far as it is not known, and that there is none is known', async () => {
    const { find, codesAsked } = await igateOver(held(code(1), code(3)));
    expect(await find([code(1), code(2)])).toMatchObject([{ code: code(1) }, null]);
    expect(await find([code(3), code(2), code(1)])).toMatchObject([{ code: code(3) }, null, { code: code(1) }]);
    expect(codesAsked()).toEqual([`${code(1)},${code(2)}`, code(3)]);
    await find([code(1)], 'another');
    expect(codesAsked()).toHaveLength(3);
  });

  test('in rows that cannot be read is not kept, and costs the others nothing', async () => {
    let broken = true;
    const { find, codesAsked } = await igateOver((asked) => [
      ...held(code(1))(asked),
      ...held(code(2))(asked).map((row) => (broken ? { ...row, dossierStatus: null } : row)),
    ]);
    expect(await find([code(1), code(2)])).toMatchObject([{ code: code(1) }, { code: 'SOURCE_BAD_DATA' }]);
    broken = false;
    expect(await find([code(1), code(2)])).toMatchObject([{ code: code(1) }, { code: code(2) }]);
    expect(codesAsked()).toEqual([`${code(1)},${code(2)}`, code(2)]);
  });

  test('of one person is not asked for again with that of another', async () => {
    const of = (identityNumber: string) => rowOf(code(1), { applicant: { data: { identityNumber } } });
    const { igate, searches } = await igateOver(({ parameters }) => parameters.get('identity-number')!.split(',').map(of));
    const [one, other] = ['040199000001', '040199000002'];
    await asReader('someone', () => igate.dossiers.ofPersons([one]));
    const { answer } = await asReader('someone', () => igate.dossiers.ofPersons([one, other]));
    expect(answer).toMatchObject([[{ persons: [one] }], [{ persons: [other] }]]);
    expect(searches().map(({ parameters }) => parameters.get('identity-number'))).toEqual([one, other]);
  });

  test('of fees is asked for again only as far as it is not known', async () => {
    const { igate, requests } = await igateOver(() => []);
    const fees = (ids: readonly string[]) => asReader('someone', () => igate.fees.byDossiers(ids));
    await fees(['a']);
    expect((await fees(['a', 'b'])).answer).toEqual([[], []]);
    const asked = requests.flatMap(({ parameters }) => parameters.get('dossier-ids') ?? []);
    expect(asked).toEqual(['a', 'b']);
  });

  test('is forgotten when it tells of a change', async () => {
    let updated: object = {};
    const { igate, find } = await igateOver(() => [rowOf(code(1), updated)]);
    const heard = new Promise<void>((resolve) => {
      const { begun } = igate.changes.listen(() => resolve());
      void begun.then(async () => {
        expect(await find([code(1)])).toMatchObject([{ status: 'RETURNED' }]);
        updated = { updatedDate: '2026-06-10T08:30:00.000+0700', dossierStatus: { id: 4, name: 'Khác' } };
      });
    });
    await heard;
    expect(await find([code(1)])).toMatchObject([{ status: 'IN_PROGRESS' }]);
  });
});
