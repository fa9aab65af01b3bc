import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { smallFederation, type Answer } from './small-federation.js';

const one = {
  sdl: `type Query {
      open: Int
      records: Record @requiresScopes(scopes: [["health:read"]])
      parcels: Int @requiresScopes(scopes: [["land:personal"]])
      statistics: Int @requiresScopes(scopes: [["health:statistics"]])
      told(id: ID): Int @policy(policies: [["own_file"]])
    }
    type Record @requiresScopes(scopes: [["health:read"]]) { note: String hidden: String @requiresScopes(scopes: [["health:restricted"]]) }`,
  resolvers: { Query: { open: () => 1, records: () => ({ note: 'n', hidden: 'h' }), parcels: () => 2, statistics: () => 3 } },
};

let hub: Awaited<ReturnType<typeof smallFederation>>;
beforeAll(async () => void (hub = await smallFederation({ one })));
afterAll(() => hub.close());

const treatment = { 'x-purpose': 'TREATMENT' };
const refusal = (...purposes: string[]) => [expect.objectContaining({ extensions: { code: 'PURPOSE_REQUIRED', purposes } })];
const refusedFor = ({ errors, data }: Answer) => [data, errors?.map(({ extensions }) => extensions['code'])];

describe('a purpose', () => {
  test('is asked for where something is personal, before anything is fetched', async () => {
    hub.fetches['one'] = [];
    for (const headers of [{}, { 'x-purpose': 'CURIOSITY' }, { 'x-purpose': 'treatment' }, { 'x-purpose': 'OWN_DATA' }]) {
      const answer = await hub.ask('{ open records { note } }', 'clinician', {}, headers);
      expect(answer).toEqual({ errors: refusal('TREATMENT', 'EMERGENCY') });
    }
    expect(hub.fetches['one']).toEqual([]);
    expect((await hub.ask('{ open records { note } }', 'clinician', {}, treatment)).data).toEqual({
      open: 1,
      records: { note: 'n' },
    });
  });

  test('is answered with 403', async () => {
    const { statusCode } = await hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer clinician' },
      payload: { query: '{ records { note } }' },
    });
    expect(statusCode).toBe(403);
  });

  test('is not asked for where nothing is personal, or where what is would be denied anyway', async () => {
    expect((await hub.ask('{ open statistics }', 'clinician', {}, {})).data).toEqual({ open: 1, statistics: 3 });
    expect((await hub.ask('{ open records { note } }', 'ioc', {}, {})).data).toEqual({ open: 1, records: null });
  });

  test('counts for the roles that may have it, and for no other right of the same person', async () => {
    const query = '{ records { note } parcels }';
    for (const purpose of ['TREATMENT', 'DOSSIER_PROCESSING'])
      expect(refusedFor(await hub.ask(query, 'clinician+officer', {}, { 'x-purpose': purpose }))).toEqual([
        undefined,
        ['PURPOSE_REQUIRED'],
      ]);
    const dossiers = { 'x-purpose': 'DOSSIER_PROCESSING' };
    expect((await hub.ask('{ parcels }', 'clinician+officer', {}, dossiers)).data).toEqual({ parcels: 2 });
    expect((await hub.ask('{ records { note } }', 'clinician+officer', {}, treatment)).data).toEqual({ records: { note: 'n' } });
  });

  test('is the same question by whatever way it is asked', async () => {
    for (const query of [
      '{ x: records { y: note } }',
      '{ ...F } fragment F on Query { records { ... on Record { note } } }',
      'query ($v: Boolean = true) { records @include(if: $v) { note } }',
      '{ records { __typename } }',
    ])
      expect(refusedFor(await hub.ask(query, 'clinician', {}, {}))).toEqual([undefined, ['PURPOSE_REQUIRED']]);
  });

  test.each([
    ['AUDIT without the decision', 'auditor', { 'x-purpose': 'AUDIT' }, /X-Case-Reference/],
    ['AUDIT with a decision of two letters', 'auditor', { 'x-purpose': 'AUDIT', 'x-case-reference': ' ab ' }, /X-Case-Reference/],
    ['AUDIT with control characters', 'auditor', { 'x-purpose': 'AUDIT', 'x-case-reference': '12%0a34' }, /X-Case-Reference/],
    ['EMERGENCY without a reason', 'clinician', { 'x-purpose': 'EMERGENCY' }, /X-Purpose-Reason/],
    ['EMERGENCY with a word', 'clinician', { 'x-purpose': 'EMERGENCY', 'x-purpose-reason': 'urgent' }, /X-Purpose-Reason/],
  ])('demands what its list says: %s', async (_name, role, headers, reason) => {
    const { errors } = await hub.ask('{ records { note } }', role, {}, headers);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(reason) })]);
    expect(errors![0]!.extensions['code']).toBe('PURPOSE_REQUIRED');
  });

  test('takes reasons in Vietnamese, as bytes or percent-encoded', async () => {
    const reason = 'Bệnh nhân bất tỉnh, cần biết tiền sử dị ứng';
    for (const text of [encodeURIComponent(reason), Buffer.from(reason, 'utf8').toString('latin1')]) {
      const headers = { 'x-purpose': 'EMERGENCY', 'x-purpose-reason': text };
      expect((await hub.ask('{ records { note } }', 'clinician', {}, headers)).data).toEqual({ records: { note: 'n' } });
    }
  });

  test('EMERGENCY is marked for review, and opens nothing that is restricted', async () => {
    const headers = { 'x-purpose': 'EMERGENCY', 'x-purpose-reason': 'found unconscious' };
    const { data, extensions, errors } = await hub.ask('{ records { note hidden } }', 'clinician', {}, headers);
    expect(data).toEqual({ records: { note: 'n', hidden: null } });
    expect(errors).toHaveLength(1);
    expect(extensions).toEqual({ purpose: { code: 'EMERGENCY', review: true } });
    expect((await hub.ask('{ records { note } }', 'clinician', {}, treatment)).extensions).toBeUndefined();
  });

  test('changes nothing of the schema one is shown', async () => {
    const sdl = async (headers: object) =>
      (
        await hub.app.inject({
          method: 'GET',
          url: '/schema.graphql',
          headers: { authorization: 'Bearer clinician', ...headers },
        })
      ).body;
    expect(await sdl({})).toContain('records: Record');
    expect(await sdl({})).toBe(await sdl(treatment));
  });
});
