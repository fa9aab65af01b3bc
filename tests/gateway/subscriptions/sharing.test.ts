import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createCaller } from '../../../auth/caller.js';
import { createHttpCalls } from '../../../gateway/subgraph-call/http.js';
import { callerWith } from '../small-federation.js';
import { overEventStream, overWebSocket } from './clients.js';
import { desk } from './desk.js';
import { httpSubgraph } from './http-subgraph.js';
import { streamingHub, until } from './streaming.js';

jest.setTimeout(30_000);

const query = 'subscription ($code: ID) { caseChanged(code: $code) { code title } }';
/** `person role`: the token of a person, each a new one. */
let tokens = 0;
const verifier = {
  async verify(token: string) {
    const [subject, role] = token.split('-') as [string, string];
    return createCaller({ ...callerWith(role), subject, tokenId: String(tokens++) });
  },
};

describe('one subscription at a subgraph serves many', () => {
  let { changes, subgraphs } = desk();
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeEach(async () => {
    ({ changes, subgraphs } = desk());
    hub = await streamingHub(subgraphs, { verifier });
  });
  afterEach(() => hub.close());
  const opened = () => hub.asked.filter(({ query: text }) => text.startsWith('subscription')).length;
  const open = (token: string, code: string | null = '1', over: typeof overWebSocket = overWebSocket) =>
    over(hub.url, { authorization: `Bearer ${token}` }, { query, variables: { code } });
  /** All of them, once each was told the next event. */
  const told = async (readers: readonly ReturnType<typeof open>[]) => {
    const happening = setInterval(() => changes.publish({ code: '1', status: 'OPEN' }), 5);
    const first = await Promise.all(readers.map((reader) => reader.next())).finally(() => clearInterval(happening));
    for (const one of first) expect(one).toEqual({ data: { caseChanged: { code: '1', title: 'title of 1' } } });
  };

  test('of the same person with the same rights, whatever the token and the door', async () => {
    const readers = [open('an-ioc'), open('an-ioc'), open('an-ioc', '1', overEventStream as never)];
    await told(readers);
    expect([opened(), changes.readers()]).toEqual([1, 1]);
    await readers[0]!.leave();
    await told(readers.slice(1));
    expect(changes.readers()).toBe(1);
    await Promise.all(readers.slice(1).map((reader) => reader.leave()));
    await until(() => changes.readers() === 0);
  });

  test('not of two people, of one person in two roles, or of other variables', async () => {
    const readers = [open('an-ioc'), open('binh-ioc'), open('an-auditor'), open('an-ioc', '2')];
    await told(readers);
    expect([opened(), changes.readers()]).toEqual([4, 4]);
    await Promise.all(readers.map((reader) => reader.leave()));
    await until(() => changes.readers() === 0);
  });

  test('of everybody, where nobody signs in', async () => {
    const servers = await Promise.all([httpSubgraph(subgraphs.cases), httpSubgraph(subgraphs.titles)]);
    const [cases, titles] = servers;
    const calls = createHttpCalls({ timeoutMs: 10_000, secret: null });
    const openHub = await streamingHub(subgraphs, {
      verifier: null,
      callFor: (name) => calls.callFor(name, name === 'cases' ? cases.url : titles.url),
    });
    const readers = [1, 2, 3].map(() => overWebSocket(openHub.url, {}, { query, variables: { code: '1' } }));
    await told(readers);
    expect([cases.streams(), changes.readers()]).toEqual([1, 1]);
    await Promise.all(readers.map((reader) => reader.leave()));
    await until(() => cases.streams() === 0);
    await Promise.all([openHub.close(), calls.close(), ...servers.map((server) => server.close())]);
  });

  test('one who takes events too slowly is ended with an error; the others are not', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const titles = {
      ...subgraphs.titles,
      resolvers: { Case: { __resolveReference: (reference: object) => gate.then(() => ({ ...reference, title: 't' })) } },
    };
    await hub.close();
    hub = await streamingHub({ ...subgraphs, titles }, { verifier, subscriptions: { waitingEvents: 4 }, timeoutMs: 60_000 });
    const slow = open('an-ioc');
    const quick = overWebSocket(hub.url, { authorization: 'Bearer an-ioc' }, { query: 'subscription { caseChanged { code } }' });
    await until(() => changes.readers() === 2);
    for (let n = 1; n <= 6; n++) {
      changes.publish({ code: String(n), status: 'OPEN' });
      expect(await quick.next()).toEqual({ data: { caseChanged: { code: String(n) } } });
    }
    // Its place at the subgraph is given up at once.
    await until(() => changes.readers() === 1);
    release();
    expect(await slow.next()).toMatchObject({ data: { caseChanged: { code: '1' } } });
    expect(await slow.end).toBe('SERVICE_UNAVAILABLE');
    await Promise.all([slow.leave(), quick.leave()]);
  });
});
