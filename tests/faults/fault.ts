/** What goes wrong between the hub and a source. */
export type Fault =
  | { readonly kind: 'none' }
  /** Each answer begins so much later; `jitterMs`: by up to so much more. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** Nobody listens, and what was open is cut. */
  | { readonly kind: 'down' }
  /** Connections are taken, and nothing is ever said. */
  | { readonly kind: 'black-hole' }
  /** The connection is reset after so many bytes of an answer; 0: before the first. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** The connection is ended in good order after so many bytes of an answer. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Bytes that are no HTTP. */
  | { readonly kind: 'garbage' }
  /** This is said to every request, and the source hears of none. */
  | { readonly kind: 'answer'; readonly bytes: () => Iterable<string | Buffer>; readonly thenCloses: boolean };

/** A fault that answers every request itself. `body`: its parts, or one. */
export function answering(
  status: string,
  headers: Readonly<Record<string, string | number>>,
  body: string | (() => Iterable<string | Buffer>),
): Fault {
  const sized = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : { connection: 'close' };
  const lines = Object.entries({ ...headers, ...sized }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
  return {
    kind: 'answer',
    thenCloses: typeof body !== 'string',
    *bytes() {
      yield head;
      if (typeof body === 'string') yield body;
      else yield* body();
    },
  };
}
