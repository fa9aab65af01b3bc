import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { SubgraphCall } from '../../../gateway/engine/engine.js';
import { callInMemory } from '../../../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { link } from '../small-federation.js';
import { inMemory, until } from '../subscriptions/streaming.js';
import { library, openLibrary } from './library.js';

// Subgraphs answer when a test lets them; how long the machine takes is of no interest.
jest.setTimeout(30_000);

let hub: Awaited<ReturnType<typeof openLibrary>>;
beforeAll(async () => void (hub = await openLibrary()));
afterEach(() => Object.values(hub.gates).forEach((gate) => gate.open()));
afterAll(() => hub.close());

describe('Apollo’s client', () => {
  const connect = () =>
    new ApolloClient({
      link: new HttpLink({ uri: hub.url, headers: { authorization: 'Bearer ioc' } }),
      cache: new InMemoryCache(),
      incrementalHandler: new Defer20220824Handler(),
    });

  test('shows an answer that grows', async () => {
    hub.gates.prices.shut();
    hub.gates.reviews.shut();
    const client = connect();
    const shown: unknown[] = [];
    const query = gql`
      query {
        books {
          id
          title
          ... @defer(label: "discount") {
            discount
          }
        }
        book(id: "1") {
          id
          ... @defer(label: "reviews") {
            reviews {
              text
            }
          }
        }
      }
    `;
    const errors: unknown[] = [];
    const watched = client.watchQuery({ query, errorPolicy: 'all' }).subscribe(({ data, error }) => {
      if (data) shown.push(JSON.parse(JSON.stringify(data)));
      if (error) errors.push(error);
    });
    await until(() => shown.length === 1);
    const books = ['1', '2', '3'].map((id) => ({ __typename: 'Book', id, title: `Book ${id}` }));
    expect(shown[0]).toEqual({ books, book: { __typename: 'Book', id: '1' } });
    hub.gates.reviews.open();
    await until(() => shown.length === 2);
    const reviews = ['a of 1', 'b of 1'].map((text) => ({ __typename: 'Review', text }));
    expect(shown[1]).toMatchObject({ book: { reviews } });
    expect(JSON.stringify(shown[1])).not.toContain('discount');
    hub.gates.prices.open();
    await until(() => JSON.stringify(shown.at(-1)).includes('discount'));
    expect(shown.at(-1)).toMatchObject({
      books: [{ discount: 1 }, { discount: 1 }, { discount: null }],
      book: { reviews },
    });
    expect(String(errors.at(-1))).toContain('could not be reached');
    watched.unsubscribe();
    client.stop();
  });

  test('reads a whole answer where there is nothing to come', async () => {
    const client = connect();
    const query = gql`
      query {
        book(id: "none") {
          id
          ... @defer {
            price
          }
        }
      }
    `;
    expect((await client.query({ query })).data).toEqual({ book: null });
    client.stop();
  });
});

describe('an answer in parts is given up', () => {
  test('when its reader is gone: what is still asked is given up', async () => {
    const { subgraphs } = library();
    let asked = false;
    let givenUp = false;
    const hanging: SubgraphCall = (_request, { signal }) =>
      new Promise((resolve) => {
        asked = true;
        signal.addEventListener('abort', () => resolve({ data: null }));
        signal.addEventListener('abort', () => void (givenUp = true));
      });
    const slow = await openLibrary({
      timeoutMs: 60_000,
      callFor: (name) =>
        name === 'prices'
          ? hanging
          : callInMemory(
              name,
              inMemory(subgraphs[name as keyof typeof subgraphs], () => undefined),
            ),
    });
    const leaving = new AbortController();
    const parts = await slow.inParts('{ book(id: "1") { title ... @defer { price } } }', { signal: leaving.signal });
    await parts.next();
    await until(() => asked);
    expect(givenUp).toBe(false);
    leaving.abort();
    await expect(parts.next()).rejects.toThrow();
    await until(() => givenUp);
    await slow.close();
  });

  test('when its time is over: what is missing is null, and says so', async () => {
    const hasty = await openLibrary({ timeoutMs: 300 });
    hasty.gates.prices.shut();
    const parts = await hasty.all('{ books { title ... @defer { discount } } book(id: "1") { ... @defer { price } } }');
    expect(parts.at(-1)!.hasNext).toBe(false);
    const items = parts.flatMap(({ incremental = [] }) => incremental);
    expect(
      items.map(({ path, data, errors }) => [path.join('.'), data, errors?.map(({ extensions }) => extensions['code'])]),
    ).toEqual(
      expect.arrayContaining([
        ...[0, 1, 2].map((index) => [`books.${index}`, { discount: null }, ['SOURCE_TIMEOUT']]),
        ['book', null, ['SOURCE_TIMEOUT']],
      ]),
    );
    hasty.gates.prices.open();
    await hasty.close();
  });
});

test('an answer in parts is seen to its end while another supergraph is put in place', async () => {
  const swapped = await openLibrary({ timeoutMs: 60_000 });
  swapped.gates.prices.shut();
  const parts = await swapped.inParts('{ book(id: "1") { title ... @defer { price } } }');
  expect(await parts.next()).toMatchObject({ value: { data: { book: { title: 'Book 1' } }, hasNext: true } });
  await until(() => swapped.gates.prices.waiting() === 1);
  const { subgraphs } = library();
  const others = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    sdl: link + sdl.replace('discount: Int', 'rebate: Int'),
  }));
  await swapped.app.swapSupergraph(composeSupergraph(others));
  const asked = await swapped.all('{ book(id: "1") { discount } }');
  expect(asked).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  swapped.gates.prices.open();
  expect(await parts.next()).toMatchObject({ value: { incremental: [{ data: { price: 10 } }], hasNext: false } });
  await swapped.close();
});
