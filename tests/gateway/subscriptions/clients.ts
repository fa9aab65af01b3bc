import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a subscriber was told, as it comes. */
export interface Told {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: Record<string, unknown>; readonly path?: readonly unknown[] }[];
  readonly extensions?: Record<string, unknown>;
}

export interface Subscriber {
  /** The next answer; rejects with what ended the subscription. */
  next(): Promise<Told>;
  /** How it ended: the codes of errors, the code of a close event, or `complete`. */
  readonly end: Promise<unknown>;
  leave(): Promise<void>;
}

type Subscribe = (sink: { next(value: unknown): void; error(error: unknown): void; complete(): void }) => () => void;

function subscriber(subscribe: Subscribe, dispose: () => unknown): Subscriber {
  const told: Told[] = [];
  const takers: ((value: Told) => void)[] = [];
  const end = new Promise<unknown>((resolve) => {
    subscribe({
      next: (value) => (takers.length > 0 ? takers.shift()!(value as Told) : told.push(value as Told)),
      error: (error) => resolve(endOf(error)),
      complete: () => resolve('complete'),
    });
  });
  const ended = end.then((how): never => {
    throw new Error(`ended: ${String(how)}`);
  });
  ended.catch(() => undefined);
  return {
    next: () => Promise.race([told.length > 0 ? told.shift()! : new Promise<Told>((resolve) => takers.push(resolve)), ended]),
    end,
    leave: async () => void (await dispose()),
  };
}

const endOf = (error: unknown): unknown =>
  Array.isArray(error)
    ? error.map(({ extensions }: { extensions: { code: string } }) => extensions.code).join()
    : ((error as { code?: number }).code ?? String(error));

export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** Subscribes by graphql-ws, over a connection of its own. */
export function overWebSocket(url: string, connectionParams: Record<string, unknown>, asked: Asked): Subscriber {
  const client = createWebSocketClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
  return subscriber(
    (sink) => client.subscribe(asked, sink),
    () => client.dispose(),
  );
}

/** Subscribes by graphql-sse, in distinct connections mode. */
export function overEventStream(url: string, headers: Record<string, string>, asked: Asked): Subscriber {
  const client = createEventStreamClient({ url, headers, retryAttempts: 0 });
  return subscriber(
    (sink) => client.subscribe(asked, sink),
    () => client.dispose(),
  );
}
