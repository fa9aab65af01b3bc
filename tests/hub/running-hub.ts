import { readFileSync } from 'node:fs';
import { personas } from '../../auth/issuer/personas.js';
import { loadConfig, type HubConfig } from '../../hub/config.js';
import { startHub } from '../../hub/start.js';
import { purposeHeaders } from '../purpose-headers.js';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly errors: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown> & { code: string };
  }[];
}

/** The headers of the first purpose that a persona may have. */
export const purposeOf = (persona: string) => purposeHeaders(personas[persona]!.roles);

/** As for the gateway's tests: `HUB_ENGINE` says over which engine the hub is tested. */
const { HUB_ENGINE } = process.env;
const engineUnderTest: Record<string, string> = HUB_ENGINE ? { HUB_ENGINE } : {};

export type RunningTestHub = Awaited<ReturnType<typeof runHub>>;

/** The whole hub on free ports, over the sandbox, spoken to through its HTTP door. */
export async function runHub(env: Record<string, string> = {}, sources: HubConfig['sources'] = null) {
  const config = loadConfig({
    HUB_PORT: '0',
    HUB_LOG_LEVEL: 'silent',
    HUB_ACCESS_LOG: 'off',
    HUB_OPERATION_MEMORY: 'off',
    ...engineUnderTest,
    ...env,
  });
  const hub = await startHub({ ...config, sources: sources ?? config.sources });
  const metadata = (await (await fetch(new URL('/.well-known/oauth-protected-resource', hub.explorer))).json()) as {
    authorization_servers: string[];
  };
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (persona: string) => {
    if (!tokens.has(persona)) tokens.set(persona, requestToken(metadata.authorization_servers[0]!, persona));
    return tokens.get(persona)!;
  };

  async function ask(
    persona: string,
    query: string,
    variables: object = {},
    headers: Record<string, string> = purposeOf(persona),
  ): Promise<Answer> {
    const response = await fetch(hub.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(persona)}`, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data = null, errors = [], extensions = {} } = JSON.parse(text) as Partial<Answer>;
    return { status: response.status, text, data, errors, extensions };
  }

  const stats = () =>
    Promise.all(
      hub.sources.map(
        async ({ url }) =>
          (await (await fetch(new URL('/_stats', url))).json()) as { total: number; urlsWithPersonalIds: number },
      ),
    );
  /** Requests that have reached the source systems, by their own count. */
  const upstreamRequests = async () => (await stats()).reduce((sum, { total }) => sum + total, 0);
  /** How many of them carried a personal identifier in the URL. */
  const urlsWithPersonalIds = async () => (await stats()).reduce((sum, one) => sum + one.urlsWithPersonalIds, 0);

  return {
    hub,
    ask,
    tokenOf,
    upstreamRequests,
    urlsWithPersonalIds,
    askOperation: (persona: string, name: string, variables: object = variablesOf(name)) =>
      ask(persona, operation(name), variables),
    stop: () => hub.stop(),
  };
}

const file = (name: string) => readFileSync(new URL(`../operations/${name}`, import.meta.url), 'utf8');
export const operation = (name: string): string => file(`${name}.graphql`);
export const variablesOf = (name: string): Record<string, unknown> =>
  JSON.parse(file(`${name}.variables.json`)) as Record<string, unknown>;

/** An access token of the embedded issuer for a persona. */
export async function requestToken(issuer: string, persona: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: persona, password: persona });
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}
