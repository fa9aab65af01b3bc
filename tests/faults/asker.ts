import { Pool } from 'undici';
import { operation, purposeOf, requestToken, variablesOf } from '../hub/running-hub.js';

/** What a client is told, and how long it waited. */
export interface Told {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly source?: string };
  }[];
  readonly sources: readonly SourceTold[];
}

export interface SourceTold {
  readonly source: string;
  readonly status: 'OK' | 'STALE' | 'FAILED' | 'SKIPPED';
  readonly ageSeconds: number | null;
  readonly ms: number;
}

export interface Question {
  readonly persona: string;
  readonly name: string;
  readonly variables?: object;
  readonly signal?: AbortSignal;
}

export interface Asker {
  ask(question: Question): Promise<Told>;
  /** So many at once. */
  askAtOnce(count: number, question: Question): Promise<Told[]>;
  close(): Promise<void>;
}

/** Clients of a hub with its embedded issuer. */
export async function createAsker({ endpoint, explorer }: { endpoint: string; explorer: string }): Promise<Asker> {
  const metadata = (await (await fetch(new URL('/.well-known/oauth-protected-resource', explorer))).json()) as {
    authorization_servers: string[];
  };
  const pool = new Pool(new URL(endpoint).origin, { connections: 256, headersTimeout: 60_000, bodyTimeout: 60_000 });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (persona: string) => {
    if (!tokens.has(persona)) tokens.set(persona, requestToken(metadata.authorization_servers[0]!, persona));
    return tokens.get(persona)!;
  };
  async function ask({ persona, name, variables = variablesOf(name), signal }: Question): Promise<Told> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokenOf(persona)}`,
      ...purposeOf(persona),
    };
    const body = JSON.stringify({ query: operation(name), variables });
    const begun = performance.now();
    const response = await pool.request({ path: '/graphql', method: 'POST', headers, body, ...(signal && { signal }) });
    const text = await response.body.text();
    const ms = performance.now() - begun;
    const {
      data = null,
      errors = [],
      extensions = {},
    } = JSON.parse(text) as Partial<Told> & {
      extensions?: { sources?: SourceTold[] };
    };
    return { status: response.statusCode, ms, text, data, errors, sources: extensions.sources ?? [] };
  }
  return {
    ask,
    askAtOnce: (count, question) => Promise.all(Array.from({ length: count }, () => ask(question))),
    close: () => pool.destroy(),
  };
}
