import { HubError } from '../../../core/errors.js';
import type { GatewayOptions } from '../../../gateway/server.js';
import { purposeOf, smallFederation } from '../small-federation.js';
import { allParts, partsOf, type Part } from './multipart.js';

/** What holds up whoever wants to pass while it is shut. */
export function createGate() {
  let open: () => void = () => undefined;
  let opened: Promise<void> | null = null;
  let waiting = 0;
  return {
    shut: () => void (opened = new Promise((resolve) => (open = resolve))),
    open: () => {
      open();
      opened = null;
    },
    async pass() {
      waiting++;
      await opened;
      waiting--;
    },
    waiting: () => waiting,
  };
}

const unavailable = () => {
  throw new HubError('SOURCE_UNAVAILABLE');
};
const book = (id: string) => ({ __typename: 'Book', id, title: `Book ${id}` });

/** Books, with prices and reviews of other subgraphs that take as long as a test wants. */
export function library() {
  const gates = { prices: createGate(), reviews: createGate(), people: createGate() };
  const subgraphs = {
    books: {
      sdl: `
        type Query { books: [Book!]! book(id: ID!): Book shelf: Shelf! strict: Book! works: [Work] }
        type Mutation { rename(id: ID!, title: String!): Book }
        interface Work { id: ID! title: String }
        type Book implements Work @key(fields: "id") { id: ID! title: String }
        type Song implements Work @key(fields: "id") { id: ID! title: String }
        type Shelf { best: Book! label: String }`,
      resolvers: {
        Query: {
          books: () => ['1', '2', '3'].map(book),
          book: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : book(id)),
          shelf: () => ({ best: book('1'), label: unavailable }),
          strict: () => book('2'),
          works: () => [book('1'), { __typename: 'Song', id: 's1', title: 'Song' }, null],
        },
        Mutation: { rename: (_: unknown, { id, title }: { id: string; title: string }) => ({ ...book(id), title }) },
        Book: { __resolveReference: ({ id }: { id: string }) => book(id) },
        Song: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Song', id, title: 'Song' }) },
      },
    },
    prices: {
      sdl: `
        type Query { prices: Int }
        type Book @key(fields: "id") { id: ID! price: Int! discount: Int cost: Int @requiresScopes(scopes: [["land:owner:read"]]) }
        type Song @key(fields: "id") { id: ID! fee: Int }`,
      resolvers: {
        Query: { prices: () => 3 },
        Book: {
          async __resolveReference({ id }: { id: string }) {
            await gates.prices.pass();
            return { id, price: id === '2' ? unavailable : Number(id) * 10, discount: id === '3' ? unavailable : 1, cost: 5 };
          },
        },
        Song: { __resolveReference: ({ id }: { id: string }) => ({ id, fee: 7 }) },
      },
    },
    reviews: {
      sdl: `
        type Book @key(fields: "id") { id: ID! reviews: [Review!] }
        type Review { text: String author: Person }
        type Person @key(fields: "id") { id: ID! }`,
      resolvers: {
        Book: {
          async __resolveReference({ id }: { id: string }) {
            await gates.reviews.pass();
            return { id, reviews: ['a', 'b'].map((name) => ({ text: `${name} of ${id}`, author: { id: name } })) };
          },
        },
      },
    },
    people: {
      sdl: `type Query { person(id: ID!): Person } type Person @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: { person: (_: unknown, { id }: { id: string }) => ({ id, name: `Person ${id}` }) },
        Person: {
          async __resolveReference({ id }: { id: string }) {
            await gates.people.pass();
            return { id, name: `Person ${id}` };
          },
        },
      },
    },
  };
  return { gates, subgraphs };
}

export const accept = 'multipart/mixed;deferSpec=20220824,application/json;q=0.9';

/** A gateway over the library that listens, and answers in parts. */
export async function openLibrary(options: Partial<GatewayOptions> = {}) {
  const { gates, subgraphs } = library();
  return { ...(await readable(await smallFederation(subgraphs, { engine: 'compiled', ...options }))), gates };
}

/** A gateway that listens, and whose answers can be read part by part. */
export async function readable(hub: Awaited<ReturnType<typeof smallFederation>>) {
  const url = `${await hub.app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const post = (query: string, { roles = 'ioc', variables = {}, accepts = accept, signal }: Asking = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: accepts, authorization: `Bearer ${roles}`, ...purposeOf(roles) },
      body: JSON.stringify({ query, variables }),
      ...(signal && { signal }),
    });
  /** The parts of an answer, each as soon as it is there. */
  const inParts = async (query: string, asking: Asking = {}): Promise<AsyncGenerator<Part, void>> => {
    const response = await post(query, asking);
    const type = response.headers.get('content-type');
    if (!type?.startsWith('multipart/mixed')) throw new Error(`Answered as ${type}: ${await response.text()}`);
    return partsOf(textsOf(response));
  };
  /** All parts, or the one that a whole answer is. */
  const all = async (query: string, asking: Asking = {}): Promise<Part[]> => {
    const response = await post(query, asking);
    const body = await response.text();
    return response.headers.get('content-type')?.startsWith('multipart') ? allParts(body) : [JSON.parse(body) as Part];
  };
  return { ...hub, url, post, inParts, all };
}

interface Asking {
  readonly roles?: string;
  readonly variables?: object;
  readonly accepts?: string;
  readonly signal?: AbortSignal;
}

async function* textsOf(response: Response): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) yield decoder.decode(chunk, { stream: true });
}
