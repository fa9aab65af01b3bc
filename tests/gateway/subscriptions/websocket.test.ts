import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { desk } from './shop.js';
import { streamingHub, until } from './streaming.js';

const { changes, subgraphs } = desk();
const query = 'subscription ($code: ID) { changed: caseChanged(code: $code) { code status title __typename } }';

describe('subscriptions over a WebSocket', () => {
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeAll(async () => void (hub = await streamingHub(subgraphs)));
  afterAll(() => hub.close());
  const connect = (params: Record<string, unknown> = { authorization: 'Bearer ioc' }) =>
    createClient({ url: hub.wsUrl, webSocketImpl: WebSocket, connectionParams: params, retryAttempts: 0 });

  test('each event is joined with what other subgraphs know, in order, until the client leaves', async () => {
    const client = connect();
    const results = client.iterate({ query, variables: { code: '1' } });
    const first = results.next();
    await until(() => changes.readers() === 1);
    for (const code of ['1', '2', '3']) changes.publish({ code, status: 'OPEN' });
    const codes = [(await first).value, (await results.next()).value, (await results.next()).value];
    expect(codes.map((result) => result?.data)).toEqual(
      ['1', '2', '3'].map((code) => ({
        changed: { code, status: 'OPEN', title: `title of ${code}`, __typename: 'Case' },
      })),
    );
    await results.return!();
    await until(() => changes.readers() === 0);
    await client.dispose();
  });
});
