import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, subscribe, type ExecutionResult } from 'graphql';
import { createEventQueue } from '../../../core/event-queue.js';
import { publicError } from '../../../core/public-error.js';
import type { SubgraphAnswer, SubgraphRequest } from '../../../gateway/engine/engine.js';
import type { GatewayOptions } from '../../../gateway/server.js';
import { callInMemory, type LocalSubgraph } from '../../../gateway/subgraph-call/memory.js';
import { link, smallFederation, type SmallSubgraph } from '../small-federation.js';

/** Something that happens, and all who are told of it. */
export function createTopic<T>() {
  const readers = new Set<ReturnType<typeof createEventQueue<T>>>();
  return {
    publish: (event: T) => readers.forEach((reader) => reader.push(event)),
    end: () => readers.forEach((reader) => reader.end()),
    /** For a resolver's `subscribe`. */
    read() {
      const reader: ReturnType<typeof createEventQueue<T>> = createEventQueue<T>(10_000, () => readers.delete(reader));
      readers.add(reader);
      return reader;
    },
    readers: () => readers.size,
  };
}

const answerOf = ({ data, errors }: ExecutionResult): SubgraphAnswer => ({
  data: data ?? null,
  ...(errors && { errors: errors.map(publicError) }),
});

/** A small subgraph in memory, to be asked and subscribed to. */
export function inMemory({ sdl, resolvers }: SmallSubgraph, asked: (request: SubgraphRequest) => void): LocalSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]);
  const call = async (request: SubgraphRequest) => {
    asked(request);
    return answerOf(await graphql({ schema, source: request.query, variableValues: request.variables }));
  };
  async function* events(request: SubgraphRequest, _caller: unknown, signal: AbortSignal): AsyncGenerator<SubgraphAnswer, void> {
    asked(request);
    const stream = await subscribe({ schema, document: parse(request.query), variableValues: request.variables });
    if (!(Symbol.asyncIterator in stream)) {
      yield answerOf(stream);
      return;
    }
    signal.addEventListener('abort', () => void stream.return(undefined), { once: true });
    for await (const result of stream) yield answerOf(result);
  }
  return Object.assign(call, { subscribe: events });
}

/** A gateway that listens, over small subgraphs in memory. */
export async function streamingHub(subgraphs: Record<string, SmallSubgraph>, options: Partial<GatewayOptions> = {}) {
  const asked: { readonly name: string; readonly query: string }[] = [];
  const hub = await smallFederation(subgraphs, {
    engine: 'compiled',
    callFor: (name) =>
      callInMemory(
        name,
        inMemory(subgraphs[name]!, ({ query }) => void asked.push({ name, query })),
      ),
    ...options,
  });
  const origin = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  return { ...hub, asked, url: `${origin}/graphql`, wsUrl: `${origin.replace('http', 'ws')}/graphql` };
}

/** Waits until it holds; a test's own time limit ends the wait. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
