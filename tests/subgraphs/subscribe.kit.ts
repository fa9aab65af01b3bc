import type { FastifyInstance } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-sse';
import type { Caller } from '../../auth/caller.js';
import { silentLog, type Log } from '../../core/log.js';
import { serveSubgraph } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';

export type Told = ExecutionResult<Record<string, unknown>, Record<string, unknown>>;

export interface Subscription {
  /** The next answer; null where the stream has ended. */
  readonly next: () => Promise<Told | null>;
  readonly leave: () => Promise<void>;
}

/** A served subgraph that listens, asked as whoever is named, with graphql-sse's own client. */
export async function listenAs(subgraph: Subgraph, log: Log = silentLog) {
  const callers = new Map<string, Caller>();
  const app: FastifyInstance = await serveSubgraph(subgraph, {
    log,
    identify: async ({ headers }) => callers.get(String(headers['authorization']))!,
  });
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const headerFor = (as: Caller) => {
    const authorization = `caller ${callers.size}`;
    callers.set(authorization, as);
    return { authorization };
  };

  /** Subscribes, and comes back once the subgraph has opened the stream. */
  async function subscribe(as: Caller, query: string, variables: Record<string, unknown> = {}): Promise<Subscription> {
    const client = createClient({ url, headers: headerFor(as), retryAttempts: 0 });
    let opened = () => undefined as void;
    const open = new Promise<void>((resolve) => (opened = resolve));
    type Bag = Record<string, unknown>;
    const answers = client.iterate<Bag, Bag>({ query, variables }, { connected: () => opened() });
    await open;
    return {
      next: async () => {
        const { done, value } = await answers.next();
        return done ? null : value;
      },
      leave: async () => void (await answers.return?.()),
    };
  }

  /** fetch opens a connection anew where one was cut; as yet without a request, it would hold the server up. */
  const close = async () => {
    const closed = app.close();
    app.server.closeAllConnections();
    await closed;
  };
  return { url, headerFor, subscribe, close };
}
