import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { personas } from '../../auth/issuer/personas.js';
import { fhirCast } from '../../sandbox/systems/fhir/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { shownTo } from './rights-oracle.js';
import { operation, runHub, variablesOf, type RunningTestHub } from './running-hub.js';
import { widestQuestions } from './widest-question.js';

// Small enough for wards of few people.
const scale = 0.06;
const world = createWorld({ scale });
const cast = fhirCast(world);

let hub: RunningTestHub;
beforeAll(async () => void (hub = await runHub({ SANDBOX_SCALE: String(scale) })), 30_000);
afterAll(() => hub.stop());

async function costing<T>(work: () => Promise<T>): Promise<{ answer: T; cost: number }> {
  const before = await hub.upstreamRequests();
  const answer = await work();
  return { answer, cost: (await hub.upstreamRequests()) - before };
}

describe('breaking the glass', () => {
  const emergency = {
    'x-purpose': 'EMERGENCY',
    'x-purpose-reason': encodeURIComponent('Bệnh nhân bất tỉnh, cần biết tiền sử dị ứng'),
  };
  const elsewhere = world.people.find(({ hasHealthRecord, jurisdiction }) => hasHealthRecord && jurisdiction === 'thai-hoa')!;
  const query = `query ($id: ID!) { healthRecord(personalId: $id) { patient { fullName birthDate } problems { code { code } } medications { medication { code } } } }`;
  const read = (id: string, headers: Record<string, string>) => hub.ask('clinician', query, { id }, headers);
  const treatment = { 'x-purpose': 'TREATMENT' };

  test('opens the record of somebody of another city, and is marked for review', async () => {
    const { data, errors, extensions } = await read(elsewhere.personalId, emergency);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ healthRecord: { patient: { fullName: elsewhere.fullName } } });
    expect(extensions).toMatchObject({ purpose: { code: 'EMERGENCY', review: true } });
  });

  test('is the only way to it', async () => {
    const { data, extensions } = await read(elsewhere.personalId, treatment);
    expect([data, extensions['purpose']]).toEqual([{ healthRecord: null }, undefined]);
    const { answer, cost } = await costing(() => read(elsewhere.personalId, { 'x-purpose': 'EMERGENCY' }));
    expect([answer.status, answer.data, answer.errors[0]!.extensions.code, cost]).toEqual([403, null, 'PURPOSE_REQUIRED', 0]);
    for (const persona of ['officer', 'citizen', 'auditor', 'ioc'])
      expect((await hub.ask(persona, query, { id: elsewhere.personalId }, emergency)).data).toBeNull();
  });

  test('leaves closed what is restricted', async () => {
    const codes = ({ data }: Awaited<ReturnType<typeof read>>) => JSON.stringify(data!['healthRecord']);
    const opened = codes(await read(cast.restrictedPersonalId, emergency));
    expect(opened).toBe(codes(await read(cast.restrictedPersonalId, treatment)));
    expect(opened).toContain('"code"');
    expect(opened).not.toMatch(/B24|J05AR27/);
    expect(await upstreamCodes(cast.restrictedPersonalId)).toContain('B24');
  });

  /** What the record system itself holds of the person’s problems. */
  async function upstreamCodes(id: string): Promise<string> {
    const { url, options } = hub.hub.sources.find(({ system }) => system === 'fhir')!;
    const search = async (type: string, parameters: Record<string, string>) => {
      const headers = { authorization: `Bearer ${String(options['bearerToken'])}` };
      const answer = await fetch(`${url}/${type}/_search`, { method: 'POST', headers, body: new URLSearchParams(parameters) });
      return (await answer.json()) as { entry: { resource: { id: string } }[] };
    };
    const [patient] = (await search('Patient', { identifier: id })).entry;
    return JSON.stringify(await search('Condition', { patient: `Patient/${patient!.resource.id}` }));
  }
});

test.each([
  ['CitizenFile', 'citizen'],
  ['CitizenFile', 'officer'],
  ['CitizenFile', 'clinician'],
  ['DossierTrace', 'officer'],
  ['DossierTrace', 'auditor'],
  ['DossierList', 'citizen'],
  ['DossierList', 'auditor'],
  ['DocumentTrace', 'officer'],
  ['ParcelAt', 'auditor'],
])('%s as %s without a purpose is refused, and asks no source', async (name, persona) => {
  for (const headers of [{}, { 'x-purpose': 'EVERYTHING' }] as Record<string, string>[]) {
    const { answer, cost } = await costing(() => hub.ask(persona, operation(name), variablesOf(name), headers));
    expect([answer.status, answer.data, cost]).toEqual([403, null, 0]);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_REQUIRED']);
  }
});

describe('an auditor', () => {
  interface Named {
    readonly person: { readonly personalId: string } | null;
  }
  interface Cases {
    readonly dossiers: {
      readonly nodes: {
        readonly code: string;
        readonly applicant: Named;
        readonly parcel: { readonly code: string; readonly users: Named[] } | null;
      }[];
    };
  }

  test('knows one person by one pseudonym, in dossiers and in parcels, and two by two', async () => {
    const { data, errors } = await hub.ask(
      'auditor',
      `{ dossiers(filter: { jurisdiction: "vinh" }, first: 60) { nodes { code applicant { person { personalId } } parcel { code users { person { personalId } } } } } }`,
    );
    expect(errors).toEqual([]);
    const { nodes } = (data as unknown as Cases).dossiers;
    const pairs = nodes.flatMap(({ code, applicant, parcel }) => [
      [world.dossiers.find((one) => one.code === code)!.applicantId, applicant.person!.personalId] as const,
      ...(parcel?.users ?? []).map(
        ({ person }, at) =>
          [world.parcels.find((one) => one.code === parcel!.code)!.users[at]!.personalId, person!.personalId] as const,
      ),
    ]);
    const distinct = new Set(pairs.map(([id, pseudonym]) => `${id} ${pseudonym}`));
    expect(new Set(pairs.map(([id]) => id)).size).toBe(distinct.size);
    expect(new Set(pairs.map(([, pseudonym]) => pseudonym)).size).toBe(distinct.size);
    expect(pairs.length).toBeGreaterThan(distinct.size + 10);
  });

  test('is told nobody’s name, identifier, telephone or mail, whatever they ask', async () => {
    const secrets = world.people.flatMap(({ personalId, phone, email }) => [personalId, phone, email, personalId.slice(-10)]);
    const names = world.people.map(({ fullName }) => `"${fullName}"`);
    const depths: Readonly<Record<string, number>> = { dossiers: 4, parcels: 4, dossier: 3, parcel: 3, document: 3 };
    let masks = 0;
    for (const { root, text } of widestQuestions(await schemaOf('auditor'), (field) => depths[field] ?? 2)) {
      const answer = await hub.ask('auditor', text);
      expect([root, answer.status]).toEqual([root, 200]);
      // Who signs a document does so by name.
      const bare = answer.text.replaceAll(/"signer":\{[^}]*\}/g, '');
      // Cursors are texts behind a code that is none.
      const behindCode = [...bare.matchAll(/"([\w+/=-]{8,})"/g)].map(([, one]) => Buffer.from(one!, 'base64url').toString());
      const all = [bare, ...behindCode].join('\n');
      expect([root, [...secrets, ...names].filter((secret) => all.includes(secret))]).toEqual([root, []]);
      masks += ((answer.extensions['masked'] ?? []) as unknown[]).length;
    }
    expect(masks).toBeGreaterThan(5);
  }, 20_000);

  test('finds nobody by an identifier, nor by a pseudonym', async () => {
    const { data } = await hub.askOperation('auditor', 'ParcelAt');
    const [user] = (data as unknown as { parcelAt: { users: Named[] } }).parcelAt.users;
    for (const personalId of [wellKnown.personalId, user!.person!.personalId]) {
      const { answer, cost } = await costing(() => hub.askOperation('auditor', 'CitizenFile', { personalId }));
      expect([answer.data, answer.errors.map(({ path }) => path), cost]).toEqual([{ person: null }, [['person']], 0]);
      for (const root of ['person', 'healthRecord']) {
        const own = await costing(() =>
          hub.ask('auditor', `query ($id: ID!) { ${root}(personalId: $id) { __typename } }`, { id: personalId }),
        );
        expect([own.answer.status, own.answer.data, own.cost]).toEqual([400, null, 0]);
      }
    }
  });
});

test('records of fewer than five people are counted to those only who may read them', async () => {
  const wards = world.jurisdictions.find(({ slug }) => slug === 'vinh')!.communes;
  const statistics = 'adminUnit(code: $code) { healthStatistics { suppressed recordCount coverage } }';
  const counted = async (persona: string, code: string, beside = '') => {
    const { data } = await hub.ask(persona, `query ($code: String!) { ${statistics} ${beside} }`, { code });
    return (data as unknown as { adminUnit: { healthStatistics: { recordCount: number | null } } }).adminUnit.healthStatistics;
  };
  const few = await Promise.all(
    wards.map(async ({ code }) => {
      // Under a purpose, for they read a record too.
      const record = `healthRecord(personalId: "${wellKnown.personalId}") { patient { fullName } }`;
      const { recordCount } = await counted('clinician', code, record);
      const isFew = recordCount! > 0 && recordCount! < 5;
      const withheld = { suppressed: true, recordCount: null, coverage: null };
      for (const persona of ['ioc', 'province', 'auditor', 'admin'])
        expect(await counted(persona, code)).toEqual(
          isFew ? withheld : expect.objectContaining({ suppressed: false, recordCount }),
        );
      return isFew;
    }),
  );
  expect(few).toContain(true);
}, 20_000);

async function schemaOf(persona: string): Promise<GraphQLSchema> {
  const response = await fetch(new URL('/schema.graphql', hub.hub.endpoint), {
    headers: { authorization: `Bearer ${await hub.tokenOf(persona)}` },
  });
  return buildSchema(await response.text());
}
const fieldsIn = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).map(({ name, args }) => `${type.name}.${name}(${args.map((arg) => arg.name).join()})`)
        : [],
    )
    .toSorted();

test.each(Object.keys(personas))('%s is shown the schema that the rules leave, and no more', async (persona) => {
  const { data } = await hub.ask(persona, getIntrospectionQuery());
  const expected = shownTo(persona);
  expect(fieldsIn(await schemaOf(persona))).toEqual(expected);
  expect(fieldsIn(buildClientSchema(data as unknown as IntrospectionQuery))).toEqual(expected);
});
