import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { hubFeature } from '../../../schema/rules.js';
import type { AccessLogSink } from '../../../gateway/access-log/hook.js';
import { logInMemory } from '../access-log.kit.js';
import { overEventStream, overWebSocket } from './clients.js';
import { createTopic, streamingHub, until } from './streaming.js';

jest.setTimeout(30_000);

const scope = (name: string) => `@requiresScopes(scopes: [["${name}"]])`;
const id = (n: number) => `04019900000${n}`;
const canary = 'Canary Nguyễn Thị Minh Hạnh';

interface Entry {
  readonly person: { readonly id: string };
  readonly code: string;
}
const entries = createTopic<Entry>();
const cases = createTopic<{ readonly code: string; readonly status: string }>();
const registers = {
  sdl: `${hubFeature}
    type Query { open: Int @public }
    type Subscription { entryMade: Entry ${scope('health:read')} caseChanged: Case @public }
    type Entry ${scope('health:read')} @dataSubject(id: "person { id }") {
      person: Person!
      code: String @personalData(category: "HEALTH", mask: "HIDE")
    }
    type Case @key(fields: "code") { code: ID! @public status: String @public result: String ${scope('health:read')} }
    type Person @key(fields: "id") @dataSubject(id: "id") {
      id: ID! ${scope('person:read')} @personalData(category: "IDENTITY", mask: "PSEUDONYM")
    }`,
  resolvers: {
    Query: { open: () => 1 },
    Subscription: {
      entryMade: { subscribe: () => entries.read(), resolve: (entry: Entry) => entry },
      caseChanged: { subscribe: () => cases.read(), resolve: (change: object) => change },
    },
    Case: { result: () => canary },
  },
};
const owned = {
  sdl: `type Person @key(fields: "id") { id: ID! parcels: [Parcel!] ${scope('land:personal')} } type Parcel ${scope('land:read')} { address: String }`,
  resolvers: { Person: { parcels: () => [{ address: 'Vinh' }] } },
};

const log = logInMemory();
const order: string[] = [];
const sink: AccessLogSink = {
  ...log.accessLog.sink,
  async commit(record, options) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    await log.accessLog.sink.commit(record, options);
    order.push(`recorded ${record.counts.values}`);
  },
};
const purpose = { 'x-purpose': 'TREATMENT', 'x-case-reference': 'BA-2026-001' };
const clinician = { authorization: 'Bearer clinician', ...purpose };
const query = 'subscription Entries { entryMade { code person { id } } }';

describe('what is subscribed to is asked for under the rights of the subscriber', () => {
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeAll(async () => void (hub = await streamingHub({ registers, owned }, { accessLog: { ...log.accessLog, sink } })));
  afterAll(() => hub.close());
  beforeEach(() => {
    log.records.length = 0;
    log.waiting.length = 0;
    order.length = 0;
    Object.assign(log.state, { up: true, witnessed: true });
  });
  const heard = (topic: { readers(): number }) => until(() => topic.readers() === 1);
  const unheard = () => until(() => entries.readers() + cases.readers() === 0);

  test('each event has its own record, durable before the event leaves', async () => {
    const reader = overWebSocket(hub.url, clinician, { query });
    await heard(entries);
    for (const n of [1, 2]) entries.publish({ code: canary, person: { id: id(n) } });
    expect(await reader.next().finally(() => order.push('told'))).toMatchObject({ data: { entryMade: { code: canary } } });
    await reader.next();
    await reader.leave();
    await unheard();
    expect(order.slice(0, 3)).toEqual(['recorded 0', 'recorded 4', 'told']);
    const [opening, ...events] = log.records;
    expect(opening).toMatchObject({
      operation: { name: 'Entries', type: 'subscription' },
      counts: { values: 0 },
      outcome: 'granted',
      http: 200,
    });
    expect(events.map(({ request }) => request)).toEqual([1, 2].map((n) => `${opening!.request}-${n}`));
    expect(events.map(({ subjects }) => subjects)).toEqual([1, 2].map((n) => [log.hash.subject(id(n))]));
    for (const event of events)
      expect(event).toMatchObject({
        actor: { roles: ['clinician'] },
        purpose: { code: 'TREATMENT', case: 'BA-2026-001' },
        operation: opening!.operation,
        categories: ['HEALTH', 'IDENTITY'],
        sources: [{ name: 'registers', status: 'OK' }],
        outcome: 'granted',
        address: 'loopback',
      });
    expect(JSON.stringify(log.records)).not.toMatch(/Canary|04019/);
  });

  test('an event that cannot be recorded is withheld and told of; the next is told when the log is back', async () => {
    const reader = overEventStream(hub.url, clinician, { query });
    await heard(entries);
    log.state.up = false;
    entries.publish({ code: canary, person: { id: id(1) } });
    const withheld = await reader.next();
    expect(withheld.data ?? null).toBeNull();
    expect(withheld.errors).toMatchObject([{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }]);
    expect(log.waiting.at(-1)).toMatchObject({ outcome: 'unavailable', subjects: [], counts: { values: 0 } });
    log.state.up = true;
    entries.publish({ code: canary, person: { id: id(2) } });
    expect(await reader.next()).toMatchObject({ data: { entryMade: { code: canary } } });
    await reader.leave();
    await unheard();
  });

  test('without a purpose nothing is opened; it may stand in headers, in the first message, or with the operation', async () => {
    const nobodySays = { authorization: 'Bearer clinician' };
    expect(await overWebSocket(hub.url, nobodySays, { query }).end).toBe('PURPOSE_REQUIRED');
    expect(await overEventStream(hub.url, nobodySays, { query }).next()).toMatchObject({
      errors: [{ extensions: { code: 'PURPOSE_REQUIRED' } }],
    });
    expect(log.records.map(({ refusal, http, outcome }) => [refusal, http, outcome])).toEqual(
      [1, 2].map(() => ['PURPOSE_REQUIRED', 403, 'denied']),
    );
    expect(entries.readers()).toBe(0);
    const reader = overWebSocket(hub.url, nobodySays, {
      query,
      extensions: { 'X-Purpose': 'TREATMENT', 'x-case-reference': 'BA-2' },
    });
    await heard(entries);
    entries.publish({ code: canary, person: { id: id(1) } });
    await reader.next();
    expect(log.last()).toMatchObject({ purpose: { code: 'TREATMENT', case: 'BA-2' } });
    await reader.leave();
    await unheard();
  });

  test('a field that the subscriber may not read is not fetched, and null with an error in each event', async () => {
    const reader = overWebSocket(
      hub.url,
      { authorization: 'Bearer ioc' },
      { query: 'subscription { caseChanged { code result } }' },
    );
    await heard(cases);
    cases.publish({ code: '1', status: 'OPEN' });
    const { data, errors } = await reader.next();
    expect(data).toEqual({ caseChanged: { code: '1', result: null } });
    expect(errors).toMatchObject([{ path: ['caseChanged', 'result'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
    expect(hub.asked.at(-1)!.query).not.toContain('result');
    expect(log.last()).toMatchObject({ denied: ['Case.result'], outcome: 'partial' });
    await reader.leave();
    await unheard();
  });

  test('where all of it is denied, that is the one answer', async () => {
    const reader = overWebSocket(hub.url, { authorization: 'Bearer ioc' }, { query });
    expect(await reader.next()).toMatchObject({
      data: { entryMade: null },
      errors: [{ path: ['entryMade'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
    expect(await reader.end).toBe('complete');
    expect(entries.readers()).toBe(0);
    expect(log.last()).toMatchObject({ outcome: 'denied', denied: ['Subscription.entryMade'] });
  });

  test('who is not let in is recorded', async () => {
    expect(await overWebSocket(hub.url, {}, { query }).end).toBe(4401);
    expect(log.records).toMatchObject([{ refusal: 'UNAUTHENTICATED', outcome: 'denied', http: 401, actor: null }]);
  });

  test('in a text of their own, what a caller may not read does not exist', async () => {
    const strict = await streamingHub({ registers, owned }, { trustedDocuments: [] });
    expect(await overWebSocket(strict.url, { authorization: 'Bearer ioc' }, { query }).end).toBe('GRAPHQL_VALIDATION_FAILED');
    await strict.close();
  });
});
