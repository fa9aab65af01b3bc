import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { subgraphContract } from '../contract/subgraph.js';
import { callerWith, serveAs, startPublicServices, type Answer } from './public-services.kit.js';

const world = createWorld({ scale: 0.1 });
const auditor = callerWith(['auditor'], { jurisdictions: '*' });
// No role reads personal data of everyone; a test may.
const clerk: Caller = {
  ...auditor,
  grants: new Map([...auditor.grants, ['person:read', 'JURISDICTION'], ['public-services:personal', 'JURISDICTION']]),
};
// Answers are only compared: their shape is what the queries say.
// oxlint-disable-next-line typescript/no-explicit-any
type Found = Record<string, any>;
const ofProvince = (prefix: string) => world.dossiers.filter(({ code }) => code.startsWith(prefix));

subgraphContract({
  create: () => startPublicServices(world),
  caller: clerk,
  entities: [
    {
      typename: 'Dossier',
      references: [...ofProvince('H41').slice(0, 3), ...ofProvince('H57').slice(0, 2)].map(({ code }) => ({ code })),
      unknown: { code: 'H41.17-200101-9999' },
      selection: '{ code status agency { id } applicant { fullName } fees { name amount } procedure { name processingDays } }',
    },
    {
      typename: 'Procedure',
      references: world.procedures.slice(0, 4).map(({ code }) => ({ code })),
      unknown: { code: '9.999999' },
      selection: '{ code name serviceLevel processingDays fees { name amount } }',
    },
    {
      typename: 'Jurisdiction',
      references: [{ slug: 'vinh' }, { slug: 'dong-ha' }, { slug: 'hue' }],
      unknown: { slug: 'nowhere' },
      selection: '{ slug dossierStatistics { received overdue } }',
    },
    {
      typename: 'Person',
      references: world.people.slice(0, 5).map(({ personalId }) => ({ personalId })),
      unknown: { personalId: '999999999999' },
      selection: '{ personalId dossiers(first: 5) { nodes { code } totalCount } }',
    },
  ],
});

describe('public services', () => {
  let under: Awaited<ReturnType<typeof startPublicServices>>;
  let app: FastifyInstance;
  let ask: (as: Caller, query: string, variables?: object) => Promise<Answer>;
  beforeAll(async () => {
    under = await startPublicServices(world);
    ({ app, ask } = await serveAs(under.subgraph));
  });
  afterAll(async () => {
    await app.close();
    await under.close();
  });
  const read = async (query: string, variables?: object) => {
    const { data, errors } = await ask(clerk, query, variables);
    expect(errors ?? []).toEqual([]);
    return data as Found;
  };

  test('a dossier is told in the hub’s words', async () => {
    const truth = world.dossiers.find(({ code }) => code === wellKnown.dossierCode)!;
    const person = world.people.find(({ personalId }) => personalId === truth.applicantId)!;
    const { dossier } = await read(
      `query ($code: ID!) { dossier(code: $code) { code nationalCode status rawStatus { code name } applyMethod appliedAt acceptedAt
        dueAt completedAt overdue onTime satisfaction agency { id } jurisdiction { slug } parcel { code }
        procedure { code name sector { code name } serviceLevel formerLevel processingDays fees { name amount } }
        steps { name startedAt officerName } fees { name amount paid }
        applicant { fullName birthDate phone email address person { personalId } } provenance { source system jurisdiction } } }`,
      { code: wellKnown.dossierCode },
    );
    const procedure = world.procedures.find(({ code }) => code === truth.procedureCode)!;
    expect(dossier).toMatchObject({
      code: truth.code,
      rawStatus: { code: truth.status },
      applyMethod: truth.online ? 'ONLINE' : 'DIRECT',
      appliedAt: new Date(truth.appliedAt).toISOString(),
      dueAt: new Date(truth.dueAt!).toISOString(),
      onTime: new Date(truth.completedAt!) <= new Date(truth.dueAt!),
      satisfaction: truth.satisfaction,
      agency: { id: wellKnown.agencyId },
      jurisdiction: { slug: 'vinh' },
      parcel: { code: wellKnown.parcelCode },
      procedure: { code: procedure.code, name: procedure.name, sector: procedure.sector, formerLevel: procedure.level },
      applicant: { fullName: person.fullName, birthDate: person.birthDate, person: { personalId: wellKnown.personalId } },
      provenance: { source: 'igate-nghe-an', system: 'igate', jurisdiction: 'vinh' },
    });
    expect(dossier.procedure.processingDays).toBe(procedure.processingDays);
    expect(dossier.procedure.fees).toEqual(procedure.fees);
    expect(dossier.steps.map((step: { name: string }) => step.name)).toEqual(truth.steps.map(({ name }) => name));
    expect(dossier.fees).toEqual(truth.fees.map(({ name, amount, paid }) => ({ name, amount, paid: paid || amount === 0 })));
  });

  test('each tenant’s own status numbers become the national codes', async () => {
    const stopped = ['H41', 'H57'].flatMap((prefix) => ofProvince(prefix).find(({ status }) => status === 8) ?? []);
    const paying = ['H41', 'H57'].flatMap((prefix) => ofProvince(prefix).find(({ status }) => status === 9) ?? []);
    for (const { code, status } of [...stopped, ...paying]) {
      const { dossier } = await read(`{ dossier(code: "${code}") { status } }`);
      expect(dossier.status).toBe(status === 8 ? 'STOPPED' : 'PAYMENT_REQUIRED');
    }
    expect(stopped.length + paying.length).toBeGreaterThan(0);
  });

  test('a code that no source issues is null; one of another form is refused', async () => {
    const { data, errors } = await ask(
      clerk,
      `{ none: dossier(code: "H99.1-260101-0001") { code } gone: dossier(code: "H41.17-200101-9999") { code }
         bad: dossier(code: "'; drop") { code } badProcedure: procedure(code: "x") { code }
         list: dossiers(filter: { jurisdiction: "Vinh!" }, first: 1) { totalCount }
         day: dossiers(filter: { jurisdiction: "vinh", appliedFrom: "2026-02-31" }, first: 1) { totalCount }
         many: dossiers(filter: { jurisdiction: "vinh" }, first: 101) { totalCount }
         cursor: dossiers(filter: { jurisdiction: "vinh" }, first: 1, after: "?") { totalCount } }`,
    );
    expect(data).toMatchObject({ none: null, gone: null, bad: null, badProcedure: null, list: null, day: null });
    expect(Object.fromEntries(errors!.map(({ path, extensions }) => [path[0], extensions]))).toEqual({
      bad: { code: 'BAD_USER_INPUT', argument: 'code' },
      badProcedure: { code: 'BAD_USER_INPUT', argument: 'code' },
      list: { code: 'BAD_USER_INPUT', argument: 'filter.jurisdiction' },
      day: { code: 'BAD_USER_INPUT', argument: 'filter.appliedFrom' },
      many: { code: 'BAD_USER_INPUT', argument: 'first' },
      cursor: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
  });

  test('pages of any size neither repeat nor skip', async () => {
    const truth = world.dossiers.filter(({ jurisdiction }) => jurisdiction === 'vinh');
    const codes: string[] = [];
    let after: string | null = null;
    for (const first of [7, 13, 40, 3, 100, 100]) {
      const { dossiers } = await read(
        `query ($first: Int!, $after: String) { dossiers(filter: { jurisdiction: "vinh" }, first: $first, after: $after) {
          nodes { code appliedAt } totalCount pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      );
      expect(dossiers.totalCount).toBe(truth.length);
      codes.push(...dossiers.nodes.map(({ code }: { code: string }) => code));
      after = dossiers.pageInfo.endCursor ?? after;
      expect(dossiers.pageInfo.hasNextPage).toBe(codes.length < truth.length);
    }
    expect(new Set(codes)).toEqual(new Set(truth.map(({ code }) => code)));
    expect(codes).toHaveLength(truth.length);
  });

  test('filters reach the source', async () => {
    const count = async (filter: string) =>
      (await read(`{ dossiers(filter: { jurisdiction: "vinh", ${filter} }, first: 1) { totalCount } }`))['dossiers'].totalCount;
    const vinh = world.dossiers.filter(({ jurisdiction }) => jurisdiction === 'vinh');
    const now = new Date(`${world.today}T23:59:59+07:00`);
    const some = vinh[0]!;
    expect(await count('status: RETURNED')).toBe(vinh.filter(({ status }) => status === 5).length);
    expect(await count('status: REGISTERED')).toBe(vinh.filter(({ status }) => status < 2).length);
    expect(await count('status: ACCEPTED')).toBe(0);
    expect(await count('agency: "H41.17"')).toBe(vinh.filter(({ agencyId }) => agencyId === 'H41.17').length);
    expect(await count('agency: "H57.1"')).toBe(0);
    expect(await count(`procedure: "${some.procedureCode}"`)).toBe(
      vinh.filter(({ procedureCode }) => procedureCode === some.procedureCode).length,
    );
    expect(await count('appliedFrom: "2025-01-01", appliedTo: "2025-12-31"')).toBe(
      vinh.filter(({ appliedAt }) => appliedAt.startsWith('2025')).length,
    );
    expect(await count('openPastDue: true')).toBe(
      vinh.filter(({ status, dueAt }) => [0, 1, 2, 3, 9].includes(status) && dueAt && new Date(dueAt) < now).length,
    );
  });

  test('a hundred dossiers with all they lead to cost two requests to each who asks, and the same again none', async () => {
    const list = `query ($after: String) { dossiers(filter: { jurisdiction: "vinh" }, first: 100, after: $after) {
      nodes { code fees { name } agency { id } procedure { name processingDays fees { name } } applicant { fullName } }
      pageInfo { endCursor } } }`;
    await read(list);
    const costTo = async (subject: string) => {
      const before = await under.requests();
      const { data } = await ask({ ...clerk, subject }, list);
      expect((data as Found)['dossiers'].nodes.length).toBe(100);
      return (await under.requests()) - before;
    };
    expect(await costTo('colleague')).toBe(2);
    expect(await costTo('colleague')).toBe(0);
  });

  test('a person’s dossiers come from every province, newest first, and never with a URL that names the person', async () => {
    const truth = world.dossiers.filter(({ applicantId }) => applicantId === wellKnown.personalId);
    const query = `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on Person {
      dossiers(first: 2, after: $after) { nodes { code appliedAt } totalCount pageInfo { hasNextPage endCursor } } } } }`;
    const r = [{ __typename: 'Person', personalId: wellKnown.personalId }];
    const searches = async (method: string) =>
      (await under.stats()).reduce((sum, { byPath }) => sum + (byPath[`${method} /pa/dossier/search`] ?? 0), 0);
    const inUrls = await searches('GET');
    const codes: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { dossiers }: Found = (await read(query, { r, after }))['_entities'][0];
      expect(dossiers.totalCount).toBe(truth.length);
      codes.push(...dossiers.nodes.map(({ code }: { code: string }) => code));
      after = dossiers.pageInfo.endCursor;
      more = dossiers.pageInfo.hasNextPage;
    }
    expect(await searches('GET')).toBe(inUrls);
    const newestFirst = truth.toSorted((a, b) => Date.parse(b.appliedAt) - Date.parse(a.appliedAt));
    expect(codes).toEqual(newestFirst.map(({ code }) => code));
  });

  test('procedures are found without diacritics, each once over all catalogues', async () => {
    const { all, land } = await read(`{ all: procedures(first: 100) { nodes { code } totalCount }
      land: procedures(first: 100, search: "dat dai") { nodes { code } } }`);
    expect(all.totalCount).toBe(world.procedures.length);
    expect(new Set(all.nodes.map(({ code }: { code: string }) => code)).size).toBe(world.procedures.length);
    expect(land.nodes.length).toBeLessThan(all.nodes.length);
  });

  test('a source that is down is an error that names it, never an empty list', async () => {
    await under.stop('igate-hue');
    const { data, errors } = await ask(
      // Who has asked for nothing yet, and so has nothing kept.
      { ...clerk, subject: 'another' },
      `query ($r: [_Any!]!) { dossiers(filter: { jurisdiction: "hue" }, first: 5) { nodes { code } totalCount }
        _entities(representations: $r) { ... on Person { dossiers(first: 100) { nodes { code } totalCount } } } }`,
      { r: [{ __typename: 'Person', personalId: wellKnown.personalId }] },
    );
    expect(data).toMatchObject({ dossiers: { nodes: [null], totalCount: null } });
    const [person] = (data as Record<string, { dossiers: { nodes: unknown[]; totalCount: null } }[]>)['_entities']!;
    expect(person!.dossiers.totalCount).toBeNull();
    expect(person!.dossiers.nodes.length).toBeGreaterThan(1);
    expect(errors!.every(({ extensions }) => extensions['source'] === 'igate-hue')).toBe(true);
    expect(errors!.every(({ extensions }) => extensions['code'] === 'SOURCE_UNAVAILABLE')).toBe(true);
  });
});
