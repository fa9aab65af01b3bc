import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { logInMemory } from './access-log.kit.js';
import { canary, id, owned, registers } from './access-log.world.js';
import { smallFederation } from './small-federation.js';

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
        categories: ['HEALTH'],
        subjects: subjects(1),
        counts: { values: 3, unattributed: 0, errors: 0 },
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
