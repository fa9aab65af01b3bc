import { readdirSync } from 'node:fs';
import { startHubProcess } from './hub-process.js';

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
  AccessRecords: 'auditor',
  MyAccessLog: 'citizen',
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
  const hub = await startHubProcess({ SANDBOX_LATENCY_MS: String(latencyMs) });
  try {
    const found = new Map<string, Figures>();
    for (const name of names) {
      const ask = await hub.asker(askers[name] ?? 'ioc', name);
      for (let i = 0; i < 10; i++) await ask();
      const times: number[] = [];
      for (let i = 0; i < rounds; i++) times.push(await ask());
      times.sort((a, b) => a - b);
      found.set(name, { p50: times[Math.floor(rounds * 0.5)]!, p95: times[Math.floor(rounds * 0.95)]! });
    }
    return found;
  } finally {
    await hub.stop();
  }
}

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
    // The access log is the hub's own: what reads it asks no source.
    'ratio to chain': chain === 0 ? '' : (p95 / (chain * latencies[1])).toFixed(2),
  };
});
console.table(rows);
