import { buildConnector, Client, Pool } from 'undici';

/** Connections to one subgraph at once, for questions. */
const maxConnections = 64;

/** Requests at once on one connection of HTTP/2. */
const streams = 100;

/** The address of a subgraph as HTTP knows it. `h2c://` says that the subgraph speaks HTTP/2 without TLS, which cannot be found out. */
export interface Target {
  readonly origin: string;
  readonly path: string;
  readonly h2c: boolean;
}

/** Reads the address of a subgraph; throws for what is none. */
export function targetOf(url: string): Target {
  const h2c = url.startsWith('h2c:');
  const { protocol, origin, pathname, search } = new URL(h2c ? url.replace('h2c:', 'http:') : url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError('a subgraph is called over HTTP');
  return { origin, path: pathname + search, h2c };
}

/** Up to `connections` to one subgraph, kept alive: HTTP/2 where it is spoken for or agreed on by TLS, else HTTP/1.1. */
export function openPool({ origin, h2c }: Target, connectTimeoutMs: number, connections = maxConnections): Pool {
  const connector = buildConnector({ allowH2: true, timeout: connectTimeoutMs, ...(h2c && { useH2c: true }) });
  return new Pool(origin, {
    connections,
    allowH2: true,
    // Every call has one deadline for all of it, kept by the caller.
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (to, options: Client.Options) => {
      const client: Client = new Client(to, {
        ...options,
        connect: (asked, connected) => {
          connector(asked, (...[error, socket]: Parameters<buildConnector.Callback>) => {
            // One request at a time is what HTTP/1.1 can do.
            if (socket && 'alpnProtocol' in socket && socket.alpnProtocol === 'h2') client.pipelining = streams;
            connected(...([error, socket] as Parameters<buildConnector.Callback>));
          });
        },
      });
      return client;
    },
  });
}
