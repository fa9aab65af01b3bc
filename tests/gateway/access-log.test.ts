import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hubFeature } from '../../schema/rules.js';
import { logInMemory } from './access-log.kit.js';
import { purposeOf, smallFederation } from './small-federation.js';

const scope = (name: string) => `@requiresScopes(scopes: [["${name}"]])`;
const named = '@personalData(category: "IDENTITY", mask: "INITIALS")';
const id = (n: number) => `04019900000${n}`;
const canary = 'Canary Nguyễn Thị Minh Hạnh';

const registers = {
  sdl: `${hubFeature}
    type Query {
      open: Int @public
      failing: Int @public
      people: [Person!] ${scope('person:read')}
      file(id: ID! @reveals(field: "Person.id")): File ${scope('health:read')}
      cases: [Case!] @public
      being: Being ${scope('person:read')}
      restricted: Int ${scope('kpi:write')}
    }
    interface Being { name: String ${named} }
    type Person implements Being @key(fields: "id") @dataSubject(id: "id") {
      id: ID! ${scope('person:read')} @personalData(category: "IDENTITY", mask: "PSEUDONYM")
      name: String ${scope('person:read')} ${named}
      town: String @public
    }
    type File ${scope('health:read')} @dataSubject(id: "person { id }") { person: Person! entries: [Entry!]! must: Must }
    type Entry ${scope('health:read')} { code: String @personalData(category: "HEALTH", mask: "HIDE") }
    type Must ${scope('health:read')} { hidden: Int! ${scope('health:restricted')} code: String @personalData(category: "HEALTH", mask: "HIDE") }
    type Case @dataSubject(id: "applicant { person { id } }") {
      code: String @public
      status: String @public
      applicant: Applicant ${scope('public-services:personal')}
      note: String ${scope('public-services:personal')} @personalData(category: "IDENTITY", mask: "HIDE")
    }
    type Applicant ${scope('public-services:personal')} @dataSubject(id: "person { id }") {
      name: String ${named}
      person: Person
    }`,
  resolvers: {
    Query: {
      open: () => 1,
      failing: () => {
        throw new Error(canary);
      },
      people: () => [1, 2].map(person),
      being: () => ({ __typename: 'Person', ...person(1) }),
      file: (_: unknown, args: { id: string }) => ({
        person: { id: args.id },
        entries: [{ code: canary }, { code: null }],
        must: { hidden: 1, code: canary },
      }),
      cases: () => [
        { code: 'c1', status: 's', note: canary, applicant: { name: canary, person: { id: id(3) } } },
        { code: 'c2', status: 's', note: null, applicant: { name: canary, person: null } },
      ],
    },
    Person: { __resolveReference: ({ id: key }: { id: string }) => ({ id: key, name: canary, town: 'Vinh' }) },
  },
};
const person = (n: number) => ({ id: id(n), name: canary, town: 'Vinh' });
const owned = {
  sdl: `type Person @key(fields: "id") { id: ID! parcels: [Parcel!] ${scope('land:personal')} } type Parcel ${scope('land:read')} { address: String }`,
  resolvers: { Person: { parcels: () => [{ address: canary }] } },
};

const log = logInMemory();
let hub: Awaited<ReturnType<typeof smallFederation>>;
beforeAll(async () => void (hub = await smallFederation({ registers, owned }, { accessLog: log.accessLog })));
afterAll(() => hub.close());
beforeEach(() => {
  log.records.length = 0;
  log.waiting.length = 0;
  Object.assign(log.state, { up: true, witnessed: true, room: 100 });
});
const subjects = (...numbers: number[]) => numbers.map((n) => log.hash.subject(id(n))).toSorted();

describe('a record', () => {
  test('says who, why, what and of whom, with no value of anybody’s data', async () => {
    await hub.ask('query Q($id: ID!) { file(id: $id) { entries { code } } }', 'clinician', { id: id(1) });
    expect(log.records).toEqual([
      {
        v: 1,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        request: expect.stringMatching(/^[\da-f-]{36}$/),
        correlation: null,
        actor: {
          issuer: 'test',
          subject: 'test',
          client: 'test',
          tokenId: 'test',
          roles: ['clinician'],
          jurisdictions: '*',
          agency: null,
        },
        address: 'loopback',
        purpose: { code: 'TREATMENT', case: '12/QĐ-TTr', reason: null, legalBasis: 'Luật Khám bệnh, chữa bệnh 15/2023/QH15' },
        operation: { name: 'Q', type: 'query', hash: expect.stringMatching(/^[\da-f]{64}$/) },
        variables: { id: expect.stringMatching(/^[\w-]{22}$/) },
        fields: ['Entry.code', 'File.entries', 'Query.file'],
        personal: { 'Entry.code': 'CLEAR', 'File.entries': 'CLEAR', 'Query.file': 'CLEAR' },
        subjects: subjects(1),
        counts: { values: 3, unattributed: 1, errors: 0 },
        sources: [{ name: 'registers', status: 'OK', ms: expect.any(Number) }],
        denied: [],
        refusal: null,
        outcome: 'granted',
        http: 200,
        visibility: { class: 'NOW', until: null },
        review: false,
      },
    ]);
    expect(JSON.stringify(log.records)).not.toMatch(/Canary|04019/);
  });

  test('names everybody told of, however deeply joined, each once', async () => {
    await hub.ask(
      '{ people { town parcels { address } } cases { code applicant { name } } }',
      'officer+citizen',
      {},
      { 'x-purpose': 'DOSSIER_PROCESSING' },
    );
    expect(log.last().subjects).toEqual(subjects(1, 2, 3));
    expect(log.last().counts.unattributed).toBeGreaterThan(0);
    expect(log.last().sources.map(({ name }) => name)).toEqual(['registers', 'owned']);
  });

  test('names the person a nested object tells of, though nobody asked for an identifier, and the client sees none', async () => {
    const answer = await hub.ask('{ cases { code note } }', 'officer');
    expect(answer.data).toEqual({
      cases: [
        { code: 'c1', note: canary },
        { code: 'c2', note: null },
      ],
    });
    expect(log.last()).toMatchObject({ subjects: subjects(3), personal: { 'Case.note': 'CLEAR' } });
  });

  test('of what is not personal names nobody, and asks no source for them', async () => {
    hub.fetches['registers'] = [];
    await hub.ask('{ cases { code status } }', 'ioc');
    expect(log.last()).toMatchObject({
      subjects: [],
      personal: {},
      fields: ['Case.code', 'Case.status', 'Query.cases'],
      purpose: null,
    });
    expect(hub.fetches['registers'].join('')).not.toMatch(/applicant|__hub/);
  });

  test('says what was masked, and that it was', async () => {
    await hub.ask('{ people { name } cases { note } }', 'auditor');
    expect(log.last()).toMatchObject({
      personal: { 'Person.name': 'MASKED', 'Case.note': 'MASKED' },
      subjects: subjects(1, 2, 3),
      visibility: { class: 'DELAYED', until: expect.any(String) },
    });
  });

  test.each([
    ['aliases', '{ p: people { n: name } }'],
    ['a named fragment', '{ people { ...F } } fragment F on Person { name }'],
    ['an inline fragment', '{ people { ... on Person { name } } }'],
    ['an interface fragment', '{ people { ... on Being { name } } }'],
    ['@include', 'query ($v: Boolean = true) { people { name @include(if: $v) id @skip(if: $v) } }'],
    ['a field asked twice', '{ people { name ...F } } fragment F on Person { name }'],
  ])('holds the same coordinates and people by %s', async (_way, query) => {
    await hub.ask(query, 'clinician');
    const { fields, personal, subjects: people } = log.last();
    expect(fields).toEqual(['Person.name', 'Query.people']);
    expect([Object.values(personal), people]).toEqual([['CLEAR', 'CLEAR'], subjects(1, 2)]);
  });

  test('does not list what was denied, nor what a null swallowed', async () => {
    await hub.ask('{ open restricted people { name } }', 'clinician');
    expect(log.last()).toMatchObject({ outcome: 'partial', denied: ['Query.restricted'] });
    expect(log.last().fields).not.toContain('Query.restricted');
    const { data } = await hub.ask('query ($id: ID!) { file(id: $id) { must { code hidden } } }', 'clinician', { id: id(1) });
    expect(data).toEqual({ file: { must: null } });
    expect(log.last().fields).toEqual(['Query.file']);
    expect(log.last().denied).toEqual(['Must.hidden']);
  });

  test('marks an emergency for review', async () => {
    await hub.ask('{ people { name } }', 'clinician', {}, { 'x-purpose': 'EMERGENCY', 'x-purpose-reason': 'found unconscious' });
    expect(log.last()).toMatchObject({ review: true, purpose: { code: 'EMERGENCY', reason: 'found unconscious' } });
  });
});

describe('every answer has its record', () => {
  const send = (options: { method?: 'GET' | 'POST'; headers?: Record<string, string>; payload?: string | object }) =>
    hub.app.inject({ method: 'POST', url: '/graphql', ...options });
  const ioc = { authorization: 'Bearer ioc' };
  test.each([
    ['no token', { payload: { query: '{ open }' } }, 401, 'denied'],
    ['a bad token', { headers: { authorization: 'Bearer bad' }, payload: { query: '{ open }' } }, 401, 'denied'],
    ['GET', { method: 'GET' as const, headers: ioc }, 405, 'invalid'],
    ['no JSON', { headers: { ...ioc, 'content-type': 'application/json' }, payload: '{' }, 400, 'invalid'],
    ['no GraphQL', { headers: ioc, payload: { query: '{' } }, 400, 'invalid'],
    ['no such field', { headers: ioc, payload: { query: '{ nothing }' } }, 400, 'invalid'],
    ['a body too large', { headers: ioc, payload: { query: 'x'.repeat(200_000) } }, 413, 'limited'],
    [
      'a purpose missing',
      { headers: { authorization: 'Bearer clinician' }, payload: { query: '{ people { name } }' } },
      403,
      'denied',
    ],
    ['everything denied', { headers: ioc, payload: { query: '{ people { name } }' } }, 200, 'denied'],
    ['in part', { headers: ioc, payload: { query: '{ open people { name } }' } }, 200, 'partial'],
    ['a source that failed', { headers: ioc, payload: { query: '{ failing }' } }, 200, 'failed'],
    ['the schema', { headers: ioc, payload: { query: '{ __schema { queryType { name } } }' } }, 200, 'granted'],
    ['a dry run', { headers: { ...ioc, 'x-dry-run': 'true' }, payload: { query: '{ open }' } }, 200, 'granted'],
    ['whole', { headers: ioc, payload: { query: '{ open }' } }, 200, 'granted'],
  ])('%s', async (_name, options, status, outcome) => {
    const { statusCode } = await send(options);
    expect(statusCode).toBe(status);
    expect(log.records.map((record) => [record.http, record.outcome])).toEqual([[status, outcome]]);
    expect(JSON.stringify(log.records)).not.toContain('Bearer');
  });

  test('who it was, too, where the token was good and the body was not', async () => {
    await send({ headers: { ...ioc, 'content-type': 'application/json' }, payload: '{' });
    expect(log.last().actor).toMatchObject({ roles: ['ioc'] });
  });

  test('and nothing else of the hub does', async () => {
    await hub.app.inject({ method: 'GET', url: '/health/ready' });
    await hub.app.inject({ method: 'GET', url: '/graphqlx' });
    expect(log.records).toEqual([]);
  });

  test('what the calling hub named its own request stands in it; what is no such name does not', async () => {
    await send({
      headers: { ...ioc, 'x-hub-request-id': 'b7f0d7a2-0000-4000-8000-000000000001' },
      payload: { query: '{ open }' },
    });
    expect(log.last().correlation).toBe('b7f0d7a2-0000-4000-8000-000000000001');
    await send({ headers: { ...ioc, 'x-hub-request-id': 'a b<script>' }, payload: { query: '{ open }' } });
    expect(log.last().correlation).toBeNull();
  });
});

describe('without a log', () => {
  const ask = (query: string, roles: string) =>
    hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${roles}`, ...purposeOf(roles) },
      payload: { query },
    });

  test('nothing personal leaves, and the record says what the client really got', async () => {
    log.state.up = false;
    const { statusCode, body } = await ask('{ open people { name } }', 'clinician');
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }],
    });
    expect(log.waiting).toEqual([
      expect.objectContaining({ outcome: 'unavailable', http: 503, subjects: [], fields: [], personal: {} }),
    ]);
  });

  test('what is not personal is answered, as long as its record can wait', async () => {
    log.state.up = false;
    expect((await ask('{ open }', 'ioc')).statusCode).toBe(200);
    expect(log.waiting).toHaveLength(1);
    log.state.room = 1;
    expect((await ask('{ open }', 'ioc')).statusCode).toBe(503);
  });

  test('the hub is not ready, and is again when the log is back', async () => {
    const ready = async () => (await hub.app.inject({ method: 'GET', url: '/health/ready' })).statusCode;
    log.state.up = false;
    expect(await ready()).toBe(503);
    log.state.up = true;
    expect(await ready()).toBe(200);
    expect((await ask('{ people { name } }', 'clinician')).statusCode).toBe(200);
  });

  test('a log that nobody outside has witnessed for too long discloses nothing', async () => {
    log.state.witnessed = false;
    expect((await ask('{ people { name } }', 'clinician')).statusCode).toBe(503);
    expect((await ask('{ open }', 'clinician')).statusCode).toBe(200);
    expect(log.records.map(({ outcome }) => outcome)).toEqual(['unavailable', 'granted']);
  });
});
