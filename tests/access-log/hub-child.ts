import { spawn } from 'node:child_process';
import { openReadOnly } from '../../gateway/access-log/store/open.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { operation, purposeOf, requestToken, variablesOf } from '../hub/running-hub.js';

export interface ChildHub {
  ask(persona: string, name: string): Promise<{ status: number; id: string; text: string }>;
  ready(): Promise<boolean>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The hub as a process of its own, so that it can be killed. */
export async function startChildHub(env: Record<string, string>): Promise<ChildHub> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start', '--json'], {
    env: { ...process.env, NODE_OPTIONS: '', HUB_PORT: '0', SANDBOX_SCALE: '0.1', HUB_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { endpoint, explorer } = await new Promise<{ endpoint: string; explorer: string }>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as { endpoint: string; explorer: string }));
    child.once('exit', () => reject(new Error('the hub did not start')));
  });
  const metadata = (await (await fetch(new URL('/.well-known/oauth-protected-resource', explorer))).json()) as {
    authorization_servers: string[];
  };
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (persona: string) => {
    if (!tokens.has(persona)) tokens.set(persona, requestToken(metadata.authorization_servers[0]!, persona));
    return tokens.get(persona)!;
  };
  return {
    async ask(persona, name) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(persona)}`,
          ...purposeOf(persona),
        },
        body: JSON.stringify({ query: operation(name), variables: variablesOf(name) }),
      });
      return { status: response.status, id: response.headers.get('x-request-id')!, text: await response.text() };
    },
    ready: async () => (await fetch(new URL('/health/ready', explorer))).status === 200,
    async kill(signal) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
    },
  };
}

/** Every record in `place`, in order. */
export async function recordsIn(place: string, log: string): Promise<AccessRecord[]> {
  const reader = await openReadOnly(place);
  const found: AccessRecord[] = [];
  for await (const { text } of reader.entries(log)) found.push(JSON.parse(text) as AccessRecord);
  await reader.close();
  return found;
}
