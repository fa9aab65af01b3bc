import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { link, type SmallSubgraph } from '../small-federation.js';
import { overEventStream, overWebSocket, type Subscriber } from './clients.js';
import { desk } from './desk.js';
import { streamingHub, until } from './streaming.js';

jest.setTimeout(30_000);

const headers = { authorization: 'Bearer ioc' };
const query = 'subscription { caseChanged { code title } }';

describe('when another supergraph is served', () => {
  let { changes, subgraphs } = desk();
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  let readers: readonly Subscriber[] = [];
  const supergraphOf = (changed: Partial<Record<keyof typeof subgraphs, string>>) =>
    composeSupergraph(
      Object.entries(subgraphs as Record<string, SmallSubgraph>).map(([name, { sdl }]) => ({
        name,
        sdl: link + (changed[name as keyof typeof subgraphs] ?? sdl),
      })),
    );
  beforeEach(async () => {
    ({ changes, subgraphs } = desk());
    hub = await streamingHub(subgraphs);
    readers = [overWebSocket(hub.url, headers, { query }), overEventStream(hub.url, headers, { query })];
    const happening = setInterval(() => changes.publish({ code: '0', status: 'OPEN' }), 5);
    await Promise.all(readers.map((reader) => reader.next()));
    clearInterval(happening);
  });
  afterEach(() => hub.close());
  const upTo = async (reader: Subscriber, code: string): Promise<string[]> => {
    const codes: string[] = [];
    while (codes.at(-1) !== code) codes.push(((await reader.next()).data!['caseChanged'] as { code: string }).code);
    return codes.filter((each) => each !== '0');
  };

  test('a subscription that it answers alike goes on without a gap, at the same source', async () => {
    changes.publish({ code: '1', status: 'OPEN' });
    const swapped = hub.app.swapSupergraph(
      supergraphOf({ titles: `${subgraphs.titles.sdl} type Other @key(fields: "id") { id: ID! }` }),
    );
    changes.publish({ code: '2', status: 'OPEN' });
    await swapped;
    changes.publish({ code: '3', status: 'OPEN' });
    for (const reader of readers) expect(await upTo(reader, '3')).toEqual(['1', '2', '3']);
    expect(changes.readers()).toBe(1);
    expect(hub.asked.filter(({ query: text }) => text.startsWith('subscription'))).toHaveLength(1);
  });

  test('one that it answers otherwise is ended, and may be opened anew', async () => {
    const cases = subgraphs.cases.sdl.replace('note: String!', 'note: String! title: String');
    const titles = 'type Case @key(fields: "code") { code: ID! other: String }';
    await hub.app.swapSupergraph(supergraphOf({ cases, titles }));
    const [first, second] = readers;
    expect(await first!.end).toBe('SCHEMA_CHANGED');
    let told = await second!.next();
    while (!told.errors) told = await second!.next();
    expect(told.errors).toMatchObject([{ extensions: { code: 'SCHEMA_CHANGED' } }]);
    expect(await second!.end).toBe('complete');
    await until(() => changes.readers() === 0);
    const again = overWebSocket(hub.url, headers, { query: 'subscription { caseChanged { code } }' });
    await until(() => changes.readers() === 1);
    changes.publish({ code: '9', status: 'OPEN' });
    expect(await again.next()).toEqual({ data: { caseChanged: { code: '9' } } });
    await again.leave();
  });

  test('one whose field is gone is ended', async () => {
    await hub.app.swapSupergraph(supergraphOf({ cases: subgraphs.cases.sdl.replace('caseChanged(code: ID): Case', '') }));
    expect(await readers[0]!.end).toBe('SCHEMA_CHANGED');
    await until(() => changes.readers() === 0);
  });

  test('a supergraph that cannot be served ends none', async () => {
    await expect(hub.app.swapSupergraph('type Query { nothing: Int }')).rejects.toThrow();
    changes.publish({ code: '1', status: 'OPEN' });
    for (const reader of readers) expect(await upTo(reader, '1')).toEqual(['1']);
  });
});
