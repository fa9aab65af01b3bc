import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Fault } from './fault.js';
import { relay } from './relay.js';

export interface FaultProxy {
  /** `http://127.0.0.1:port`, the same for as long as the proxy lives. */
  readonly origin: string;
  /** From now on this goes wrong, for what is open as well as for what comes. */
  set(fault: Fault): Promise<void>;
  /** What it has seen since it was last cleared. */
  seen(): Seen;
  clear(): void;
  close(): Promise<void>;
}

export interface Seen {
  readonly connections: number;
  /** Connections open now. */
  readonly open: number;
  /** When each request came, as `performance.now()` says it. Also counts those that a fault kept from the source. */
  readonly requests: readonly number[];
  /** Connections that the hub itself gave up while a request on them was unanswered. */
  readonly givenUp: number;
}

/** A door on loopback before a system at `target`, at which things can be made to go wrong while it runs. */
export async function startFaultProxy(target: URL): Promise<FaultProxy> {
  let fault: Fault = { kind: 'none' };
  const open = new Set<Socket>();
  const counts = { connections: 0, givenUp: 0, requests: [] as number[] };
  const server = createServer((client) => {
    counts.connections++;
    open.add(client);
    client.once('close', () => open.delete(client));
    relay(client, target, {
      fault: () => fault,
      onRequest: () => void counts.requests.push(performance.now()),
      onGivenUp: () => void counts.givenUp++,
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const client of open) client.resetAndDestroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    async set(next) {
      const before = fault.kind;
      fault = next;
      if (next.kind === 'down' && before !== 'down') await shut();
      if (next.kind !== 'down' && before === 'down') await listen(port);
    },
    seen: () => ({ ...counts, requests: [...counts.requests], open: open.size }),
    clear() {
      counts.connections = 0;
      counts.givenUp = 0;
      counts.requests = [];
    },
    close: () => (server.listening ? shut() : Promise.resolve()),
  };
}
