import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createCaller, type Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { fhirCast, fhirSystems } from '../../sandbox/systems/fhir/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { createHealthSubgraph } from '../../subgraphs/health/index.js';
import { subgraphContract } from '../contract/subgraph.js';

const world = createWorld({ scale: 0.1 });
const cast = fhirCast(world);

const callerAs = (roles: string[], jurisdictions: readonly string[] | '*', personalId: string | null = null): Caller =>
  createCaller({ issuer: 'i', subject: 's', clientId: 'c', tokenId: 't', roles, jurisdictions, agency: null, personalId });
const clinician = callerAs(['clinician'], ['vinh']);
const everywhere = callerAs(['clinician'], '*');
const treating = callerAs(['clinician', 'restricted-care'], ['vinh']);
const ioc = callerAs(['ioc'], ['vinh']);

interface Started {
  readonly system: RunningSystem;
  readonly subgraph: Subgraph;
}

async function start(options: Record<string, unknown> = {}): Promise<Started> {
  const system = await startSystem(fhirSystems(world)[0]!, { latencyMs: 0 });
  const source = SourceConfig.parse({ ...system.source, options: { ...system.source.options, ...options } });
  return { system, subgraph: await createHealthSubgraph([source]) };
}

async function requestsOf({ source }: RunningSystem): Promise<{ total: number; byPath: Record<string, number> }> {
  const answer = await fetch(new URL('/_stats', source.url));
  return (await answer.json()) as { total: number; byPath: Record<string, number> };
}

const everything = `{
  patient { fullName birthDate sex insuranceNumber }
  station { name communeCode }
  problems { code { code system display } status onset recordedOn }
  allergies { substance { display } criticality reactions recordedOn }
  medications { medication { code display } status dosage prescribedAt }
  immunizations { vaccine { display } given dose occurredOn }
  encounters { kind { code display } startedAt endedAt reasons { code display } }
  observations(last: 5) { code { code display } observedAt measures { code { code } value unit text } }
  provenance { source system jurisdiction fetchedAt }
}`;

interface Coded {
  code: { code: string } | null;
}
interface RecordAnswer {
  problems: Coded[];
  medications: { medication: { code: string } | null }[];
  immunizations: { given: boolean }[];
  observations: { observedAt: string }[];
  [field: string]: unknown;
}

describe('health', () => {
  let started: Started;
  let app: FastifyInstance;
  beforeAll(async () => {
    started = await start();
    app = await serveSubgraph(started.subgraph, { identify: async () => clinician });
  });
  afterAll(async () => {
    await app.close();
    await started.system.close();
  });
  const ask = (caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
    inMemory(app, started.subgraph)({ query, variables }, caller);
  const recordOf = async (caller: Caller, personalId: string, selection = everything) => {
    const { data, errors } = await ask(caller, `query ($id: ID!) { healthRecord(personalId: $id) ${selection} }`, {
      id: personalId,
    });
    expect(errors ?? []).toEqual([]);
    return data?.['healthRecord'] as RecordAnswer | null;
  };
  const entities = (caller: Caller, typename: string, selection: string, references: object[]) =>
    ask(caller, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typename} ${selection} } }`, {
      r: references.map((reference) => ({ __typename: typename, ...reference })),
    });

  test('a record holds the person, the station and every section', async () => {
    const person = world.people.find(({ personalId }) => personalId === wellKnown.personalId)!;
    const record = await recordOf(clinician, wellKnown.personalId);
    expect(record).toMatchObject({
      patient: { fullName: person.fullName, birthDate: person.birthDate, sex: 'FEMALE' },
      station: { name: 'Trạm Y tế phường Trường Vinh', communeCode: '16690' },
      provenance: { source: 'ehr-national', system: 'fhir', jurisdiction: 'vinh' },
      allergies: [{ reactions: ['Nổi mày đay'] }],
    });
    expect(record?.problems).toContainEqual({
      code: { code: 'I10', system: 'http://hl7.org/fhir/sid/icd-10', display: 'Tăng huyết áp vô căn (nguyên phát)' },
      status: 'ACTIVE',
      onset: expect.stringMatching(/^\d{4}-\d{2}$/),
      recordedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
    expect(record?.immunizations.filter(({ given }) => !given)).toHaveLength(1);
    expect(record?.observations).toHaveLength(5);
    const observed = record!.observations.map(({ observedAt }) => observedAt);
    expect(observed).toEqual(observed.toSorted().toReversed());
  });

  test('what was entered in error is not told', async () => {
    const record = await recordOf(treating, wellKnown.personalId);
    expect(record?.problems.map(({ code }) => code?.code)).not.toContain('C34.9');
    expect(record?.problems).toHaveLength(3);
  });

  test('what is under a restricted label reaches only those who may read it', async () => {
    const codes = (record: RecordAnswer | null) => [
      ...record!.problems.map(({ code }) => code?.code),
      ...record!.medications.map(({ medication }) => medication?.code),
    ];
    const usual = codes(await recordOf(clinician, cast.restrictedPersonalId));
    expect(usual).not.toContain('B24');
    expect(usual).not.toContain('J05AR27');
    expect(usual.length).toBeGreaterThan(0);
    expect(codes(await recordOf(treating, cast.restrictedPersonalId))).toEqual(expect.arrayContaining(['B24', 'J05AR27']));
    const own = callerAs(['citizen'], [], cast.restrictedPersonalId);
    expect(codes(await recordOf(own, cast.restrictedPersonalId))).not.toContain('B24');
  });

  test('two patients with one identifier are one person', async () => {
    const record = await recordOf(clinician, cast.duplicatePersonalId);
    const { data } = await ask(everywhere, '{ __typename }');
    expect(data).toEqual({ __typename: 'Query' });
    const single = await recordOf(clinician, cast.restrictedPersonalId);
    expect(record!.problems.length).toBeGreaterThan(single!.problems.length);
  });

  test('a citizen reads their own record and no other', async () => {
    const citizen = callerAs(['citizen'], [], wellKnown.personalId);
    expect(await recordOf(citizen, wellKnown.personalId, '{ patient { fullName } }')).not.toBeNull();
    const other = await ask(citizen, `{ healthRecord(personalId: "${cast.duplicatePersonalId}") { patient { fullName } } }`);
    expect(other).toMatchObject({ data: { healthRecord: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test('a clinician of another place finds nothing', async () => {
    const away = callerAs(['clinician'], ['hue']);
    expect(await recordOf(away, wellKnown.personalId, '{ patient { fullName } }')).toBeNull();
  });

  test('an unknown person has no record', async () => {
    expect(await recordOf(clinician, '999999999999', '{ patient { fullName } }')).toBeNull();
  });

  test('arguments of the wrong form are named', async () => {
    const { errors } = await ask(clinician, '{ healthRecord(personalId: "1,2|3") { patient { fullName } } }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'personalId' });
    const last = await ask(
      clinician,
      `{ healthRecord(personalId: "${wellKnown.personalId}") { observations(last: 0) { observedAt } } }`,
    );
    expect(last.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'last' });
  });

  test('without the right nothing is read', async () => {
    const { data, errors } = await ask(ioc, `{ healthRecord(personalId: "${wellKnown.personalId}") { patient { fullName } } }`);
    expect(data?.['healthRecord']).toBeNull();
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  test('the records of many people are two requests, with no identifier in any path', async () => {
    const known = world.people
      .filter(({ hasHealthRecord, jurisdiction }) => hasHealthRecord && jurisdiction === 'vinh')
      .slice(0, 15);
    const before = await requestsOf(started.system);
    const { data, errors } = await entities(clinician, 'Person', `{ healthRecord ${everything} }`, known);
    expect(errors ?? []).toEqual([]);
    const records = data?.['_entities'] as { healthRecord: { patient: { fullName: string } } }[];
    expect(records.map(({ healthRecord }) => healthRecord.patient.fullName)).toEqual(known.map(({ fullName }) => fullName));
    const after = await requestsOf(started.system);
    expect(after.total - before.total).toBe(2);
    expect(Object.keys(after.byPath).join(' ')).not.toMatch(/\d{12}/);
  });

  test('statistics count records over the population, in one request for all units', async () => {
    const communes = world.jurisdictions.find(({ slug }) => slug === 'vinh')!.communes;
    const before = await requestsOf(started.system);
    const { data, errors } = await entities(
      ioc,
      'AdminUnit',
      '{ healthStatistics { recordCount population coverage provenance { jurisdiction } } }',
      communes.map(({ code }) => ({ code, validFrom: '2025-07-01', population: 40 })),
    );
    expect(errors ?? []).toEqual([]);
    expect((await requestsOf(started.system)).total - before.total).toBe(1);
    const counted = (data?.['_entities'] as { healthStatistics: { recordCount: number; coverage: number } }[]).map(
      ({ healthStatistics }) => healthStatistics,
    );
    const held = world.people.filter(({ hasHealthRecord, communeCode }) => hasHealthRecord && communeCode === communes[0]!.code);
    expect(counted[0]!.recordCount).toBeGreaterThanOrEqual(held.length);
    expect(counted[0]!.coverage).toBeCloseTo(counted[0]!.recordCount / 40);
    const whole = await entities(ioc, 'Jurisdiction', '{ healthStatistics { recordCount coverage } }', [{ slug: 'vinh' }]);
    expect(whole.data?.['_entities']).toEqual([
      { healthStatistics: { recordCount: counted.reduce((sum, { recordCount }) => sum + recordCount, 0), coverage: null } },
    ]);
  });

  test('statistics of another jurisdiction are refused; of a former or foreign unit there are none', async () => {
    const { data, errors } = await entities(ioc, 'Jurisdiction', '{ healthStatistics { recordCount } }', [
      { slug: 'hue', population: 10 },
    ]);
    expect(data?.['_entities']).toEqual([{ healthStatistics: null }]);
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    const units = await entities(ioc, 'AdminUnit', '{ healthStatistics { recordCount } }', [
      { code: '16690', validFrom: '2004-01-01', population: 10 },
      { code: '00001', validFrom: '2025-07-01', population: 10 },
      { code: '40', validFrom: '2025-07-01', population: 10 },
    ]);
    expect(units).toMatchObject({ data: { _entities: Array.from({ length: 3 }, () => ({ healthStatistics: null })) } });
    expect(units.errors ?? []).toEqual([]);
  });
});

test('a server without batches gives the same record', async () => {
  const [plain, batching] = [await start({ batch: false, pageSize: 3 }), await start()];
  const query = `{ healthRecord(personalId: "${wellKnown.personalId}") ${everything.replace('fetchedAt', '')} }`;
  const answers = await Promise.all(
    [plain, batching].map(async ({ subgraph, system }) => {
      const app = await serveSubgraph(subgraph, { identify: async () => clinician });
      const answer = await inMemory(app, subgraph)({ query }, clinician);
      await app.close();
      await system.close();
      return answer;
    }),
  );
  expect(answers[0]?.data?.['healthRecord']).toBeTruthy();
  expect(answers[0]).toEqual(answers[1]);
});

const inVinh = world.people.filter(({ hasHealthRecord, jurisdiction }) => hasHealthRecord && jurisdiction === 'vinh');
subgraphContract({
  create: async () => {
    const { system, subgraph } = await start();
    return { subgraph, requests: async () => (await requestsOf(system)).total, close: () => system.close() };
  },
  caller: callerAs(['clinician', 'ioc'], '*'),
  entities: [
    {
      typename: 'Person',
      references: inVinh.slice(0, 4).map(({ personalId }) => ({ personalId })),
      unknown: { personalId: '999999999999' },
      selection: `{ healthRecord ${everything} }`,
    },
    {
      typename: 'Jurisdiction',
      references: ['vinh', 'dong-ha', 'hue'].map((slug) => ({ slug, population: 100 })),
      unknown: { slug: 'nowhere' },
      selection: '{ slug healthStatistics { recordCount coverage } }',
    },
    {
      typename: 'AdminUnit',
      references: world.jurisdictions[0]!.communes.slice(0, 3).map(({ code }) => ({ code, validFrom: '2025-07-01' })),
      unknown: { code: '99999', validFrom: '2025-07-01' },
      selection: '{ code validFrom healthStatistics { recordCount } }',
    },
  ],
});
