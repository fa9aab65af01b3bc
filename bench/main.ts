import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

// Warm latency of every named operation through the HTTP door, one client, at three latencies of the sources. The number of dependent
// upstream calls is read off the slope between no latency and the largest; the answer at 50 ms is then held against that chain.
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 60);
const latencies = [0, 50, 200] as const;
const askers: Record<string, string> = {
  CitizenFile: 'citizen',
  DossierTrace: 'officer',
  DocumentTrace: 'officer',
  ParcelAt: 'officer',
  DossierList: 'officer',
  ProvinceOverview: 'province',
};
const folder = new URL('../tests/operations/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.replace('.graphql', ''));

interface Figures {
  readonly p50: number;
  readonly p95: number;
}

async function measure(latencyMs: number): Promise<Map<string, Figures>> {
  const hub = spawn(process.execPath, ['scripts/run.mjs', 'start', '--json'], {
    env: { ...process.env, HUB_PORT: '0', SANDBOX_LATENCY_MS: String(latencyMs) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { endpoint, explorer } = await ready(hub);
    const found = new Map<string, Figures>();
    for (const name of names) {
      const ask = await asker(endpoint, explorer, name);
      for (let i = 0; i < 10; i++) await ask();
      const times: number[] = [];
      for (let i = 0; i < rounds; i++) times.push(await ask());
      times.sort((a, b) => a - b);
      found.set(name, { p50: times[Math.floor(rounds * 0.5)]!, p95: times[Math.floor(rounds * 0.95)]! });
    }
    return found;
  } finally {
    const ended = new Promise((resolve) => hub.once('exit', resolve));
    hub.kill('SIGTERM');
    await ended;
  }
}

async function asker(endpoint: string, explorer: string, name: string): Promise<() => Promise<number>> {
  const { authorization_servers } = (await (await fetch(new URL('/.well-known/oauth-protected-resource', explorer))).json()) as {
    authorization_servers: string[];
  };
  const persona = askers[name] ?? 'ioc';
  const grant = await fetch(`${authorization_servers[0]}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: persona, password: persona }),
  });
  const { access_token } = (await grant.json()) as { access_token: string };
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const body = JSON.stringify({
    query: text(`${name}.graphql`),
    variables: JSON.parse(text(`${name}.variables.json`)) as unknown,
  });
  return async () => {
    const began = performance.now();
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${access_token}` },
      body,
    });
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

const [plain, slower, slowest] = [await measure(latencies[0]), await measure(latencies[1]), await measure(latencies[2])];
const rows = names.map((name) => {
  const chain = Math.round((slowest.get(name)!.p50 - plain.get(name)!.p50) / latencies[2]);
  const { p95 } = slower.get(name)!;
  return {
    operation: name,
    'p50 ms': plain.get(name)!.p50.toFixed(1),
    'p95 ms': plain.get(name)!.p95.toFixed(1),
    'upstream chain': chain,
    'p95 ms at 50 ms': p95.toFixed(1),
    'ratio to chain': (p95 / (chain * latencies[1])).toFixed(2),
  };
});
console.table(rows);
