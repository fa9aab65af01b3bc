import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { HubError } from '../../../core/errors.js';
import { callerWith } from '../small-federation.js';
import { overEventStream, overWebSocket } from './clients.js';
import { desk } from './desk.js';
import { streamingHub, until } from './streaming.js';

jest.setTimeout(30_000);

const { changes, subgraphs } = desk();
const query = 'subscription { caseChanged { code } }';
const change = { code: '1', status: 'OPEN' };
const revoked = new Set<string>();
/** A token as far as its expiry goes, in seconds from now. */
const tokenFor = (name: string, seconds: number) =>
  `${name}.${Buffer.from(JSON.stringify({ exp: Math.ceil(Date.now() / 1_000) + seconds })).toString('base64url')}.x`;
const verifier = {
  async verify(token: string) {
    const [name] = token.split('.') as [string];
    if (name === 'keyless') throw new HubError('SERVICE_UNAVAILABLE');
    if (revoked.has(name)) throw new HubError('UNAUTHENTICATED');
    return callerWith('ioc');
  },
};
const doors = [
  ['a WebSocket', overWebSocket, 4401],
  ['an event stream', overEventStream, 'complete'],
] as const;

describe('a subscription ends with the session of who opened it', () => {
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeAll(async () => void (hub = await streamingHub(subgraphs, { verifier, subscriptions: { recheckMs: 20 } })));
  afterAll(() => hub.close());
  beforeEach(() => revoked.clear());
  const open = async (over: typeof overWebSocket, token: string) => {
    const reader = over(hub.url, { authorization: `Bearer ${token}` }, { query });
    await until(() => changes.readers() === 1);
    return reader;
  };
  const unheard = () => until(() => changes.readers() === 0);

  test.each(doors)('over %s: when its token expires', async (_door, over, end) => {
    const reader = await open(over as never, tokenFor('a', 1));
    changes.publish(change);
    expect(await reader.next()).toEqual({ data: { caseChanged: { code: '1' } } });
    if (end === 'complete') expect(await reader.next()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await reader.end).toBe(end);
    await unheard();
  });

  test.each(doors)('over %s: when its token is revoked, though nothing happens', async (_door, over, end) => {
    const reader = await open(over as never, tokenFor('b', 600));
    revoked.add('b');
    expect(await reader.end).toBe(end);
    await unheard();
  });

  test.each(doors)('over %s: not before, however far off its expiry is', async (_door, over, _end) => {
    const reader = await open(over as never, tokenFor('c', 100 * 365 * 86_400));
    for (const code of ['1', '2']) {
      changes.publish({ code, status: 'OPEN' });
      expect(await reader.next()).toEqual({ data: { caseChanged: { code } } });
    }
    await reader.leave();
    await unheard();
  });

  test('nobody is let in while keys cannot be had, nor turned away for good', async () => {
    expect(await overWebSocket(hub.url, { authorization: `Bearer ${tokenFor('keyless', 600)}` }, { query }).end).toBe(1013);
  });
});

test('an event is not told under a token that was revoked just before', async () => {
  const own = desk();
  const hub = await streamingHub(own.subgraphs, { verifier, subscriptions: { recheckMs: 3_600_000 } });
  const reader = overEventStream(hub.url, { authorization: `Bearer ${tokenFor('d', 600)}` }, { query });
  await until(() => own.changes.readers() === 1);
  revoked.add('d');
  own.changes.publish(change);
  const { data = null, errors } = await reader.next();
  expect([data, errors]).toMatchObject([null, [{ extensions: { code: 'UNAUTHENTICATED' } }]]);
  expect(await reader.end).toBe('complete');
  await until(() => own.changes.readers() === 0);
  await hub.close();
});
