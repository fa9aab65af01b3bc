import { createTopic } from './streaming.js';

interface Change {
  readonly code: string;
  readonly status: string;
  readonly note?: string | null;
}

/** Cases whose changes are told of, in one subgraph; their titles in another. */
export function desk() {
  const changes = createTopic<Change>();
  const asItIs = (change: Change) => change;
  const subgraphs = {
    cases: {
      sdl: `type Query { ok: Int }
        type Mutation { touch: Int }
        type Subscription {
          caseChanged(code: ID): Case
          strictCase: Case!
          refused: Case
        }
        type Case @key(fields: "code") { code: ID! status: String note: String! }`,
      resolvers: {
        Query: { ok: () => 1 },
        Mutation: { touch: () => 1 },
        Subscription: {
          caseChanged: { subscribe: () => changes.read(), resolve: asItIs },
          strictCase: { subscribe: () => changes.read(), resolve: asItIs },
          refused: {
            subscribe: () => {
              throw new Error('SELECT * FROM secrets');
            },
          },
        },
      },
    },
    titles: {
      sdl: `type Case @key(fields: "code") { code: ID! title: String }`,
      resolvers: { Case: { __resolveReference: ({ code }: { code: string }) => ({ code, title: `title of ${code}` }) } },
    },
  };
  return { changes, subgraphs };
}
