import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personas } from '../auth/issuer/personas.js';
import { purposeHeaders } from '../tests/purpose-headers.js';

export interface HubProcess {
  /** Asks a named operation as a persona once, and gives the milliseconds it took; throws unless it is answered in full. */
  asker(persona: string, name: string): Promise<() => Promise<number>>;
  stop(): Promise<void>;
}

const operations = new URL('../tests/operations/', import.meta.url);

/** The whole hub as `npm start` runs it, on a free port, its access log in a folder that goes with it. */
export async function startHubProcess(
  env: Readonly<Record<string, string>> = {},
  command: readonly string[] = ['scripts/run.mjs', 'start', '--json'],
): Promise<HubProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const hub = spawn(process.execPath, [...command], {
    env: {
      ...process.env,
      HUB_PORT: '0',
      HUB_ACCESS_LOG: join(folder, 'log'),
      HUB_ACCESS_LOG_ANCHORS: `file:${join(folder, 'checkpoints')}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { endpoint, explorer } = await ready(hub);
  return {
    asker: (persona, name) => askerOf(endpoint, explorer, persona, name),
    async stop() {
      const ended = new Promise((resolve) => hub.once('exit', resolve));
      hub.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function askerOf(endpoint: string, explorer: string, persona: string, name: string): Promise<() => Promise<number>> {
  const { authorization_servers } = (await (await fetch(new URL('/.well-known/oauth-protected-resource', explorer))).json()) as {
    authorization_servers: string[];
  };
  const grant = await fetch(`${authorization_servers[0]}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: persona, password: persona }),
  });
  const { access_token } = (await grant.json()) as { access_token: string };
  const text = (file: string) => readFileSync(new URL(file, operations), 'utf8');
  const body = JSON.stringify({
    query: text(`${name}.graphql`),
    variables: JSON.parse(text(`${name}.variables.json`)) as unknown,
  });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${access_token}`,
    ...purposeHeaders(personas[persona]!.roles),
  };
  return async () => {
    const began = performance.now();
    const response = await fetch(endpoint, { method: 'POST', headers, body });
    const answer = await response.text();
    if (response.status !== 200 || answer.includes('"errors"')) throw new Error(`${name} was not answered in full`);
    return performance.now() - began;
  };
}

const ready = (hub: ChildProcess) =>
  new Promise<{ endpoint: string; explorer: string }>((resolve, reject) => {
    hub.stdout!.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as { endpoint: string; explorer: string }));
    hub.once('exit', () => reject(new Error('the hub did not start')));
  });
