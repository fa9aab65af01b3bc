import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessRecord } from '../gateway/access-log/record.js';
import { openStore } from '../gateway/access-log/store/open.js';
import type { AccessStore } from '../gateway/access-log/store/store.js';
import { createAccessLogWriter } from '../gateway/access-log/writer.js';

// What it costs to wait for a record: each of so many askers at once commits one after the other, as requests do.
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const askers = [1, 16, 128];

const subject = (number: number) => number.toString(16).padStart(64, '0');
const sample: AccessRecord = {
  v: 1,
  at: '',
  request: '',
  correlation: null,
  actor: {
    issuer: 'https://id.example/realms/vinh',
    subject: 'b0c5bd5d-61f2-4d3f-9a07-000000000012',
    client: 'hub-console',
    tokenId: 'onrtro:2f8c3a1e-1234',
    roles: ['officer'],
    jurisdictions: ['vinh'],
    agency: 'H41.17',
  },
  address: 'private',
  purpose: { code: 'DOSSIER_PROCESSING', case: 'H41.17-1234', reason: null, legalBasis: 'Nghị định 118/2025/NĐ-CP' },
  operation: { name: 'CityOverview', type: 'query', hash: subject(7) },
  variables: { jurisdiction: subject(8) },
  fields: Array.from({ length: 12 }, (_, at) => `Dossier.field${at}`),
  personal: { 'Dossier.applicant': 'CLEAR', 'Person.name': 'CLEAR', 'Person.phone': 'MASKED' },
  categories: [],
  subjects: [],
  counts: { values: 6, unattributed: 0, errors: 0 },
  sources: [
    { name: 'igate', status: 'OK', ms: 12 },
    { name: 'ioffice', status: 'OK', ms: 9 },
  ],
  denied: [],
  refusal: null,
  outcome: 'granted',
  http: 200,
  visibility: { class: 'NOW', until: null },
  review: false,
};
// As little as may be, for it takes the time of the same thread.
const people = Array.from({ length: 5_000 }, (_, number) => subject(number));
const recordAt = (number: number): AccessRecord => ({
  ...sample,
  at: new Date().toISOString(),
  request: `req-${number}`,
  subjects: [people[number % 2_500]!, people[2_500 + ((number * 7) % 2_500)]!],
});

async function measure(store: AccessStore, log: string, concurrent: number) {
  const writer = createAccessLogWriter({
    store,
    log,
    domainsOf: () => ['public-services', 'office'],
    commitTimeoutMs: 20_000,
    report: console,
  });
  await writer.start();
  const took: number[] = [];
  let number = 0;
  const run = async (until: number, note: boolean) => {
    while (performance.now() < until) {
      const record = recordAt(number++);
      const began = performance.now();
      await writer.commit(record);
      if (note) took.push(performance.now() - began);
    }
  };
  const all = (ms: number, note: boolean) => {
    const until = performance.now() + ms;
    return Promise.all(Array.from({ length: concurrent }, () => run(until, note)));
  };
  // A hub is up for longer than its compilers need.
  await all(1_500, false);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await all(seconds * 1_000, true);
  const wall = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await writer.close();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
  return {
    'at once': concurrent,
    'records a second': Math.round(took.length / wall).toLocaleString('en'),
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'worst ms': at(1),
    'cpu µs a record': Math.round((user + system) / took.length),
  };
}

async function bench(name: string, place: string) {
  const store = openStore(place);
  try {
    for (const concurrent of askers) rows.push({ store: name, ...(await measure(store, `bench-${concurrent}`, concurrent)) });
  } finally {
    await store.close();
  }
}

const rows: Record<string, unknown>[] = [];
const folder = mkdtempSync(join(tmpdir(), 'access-log-bench-'));
try {
  await bench('PGlite', folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { startPostgres, NoPostgres } = await import('../scripts/postgres.mjs');
try {
  const server = await startPostgres();
  try {
    await bench('PostgreSQL', server.url);
  } finally {
    await server.stop();
  }
} catch (error) {
  if (!(error instanceof NoPostgres)) throw error;
  console.log(error.message);
}
console.log(
  'Waiting for a record to be on disk; both stores with fsync. CPU is of this process: of PostgreSQL, the client only.',
);
console.table(rows);

// And what is left of a hub's throughput.
await import('./access-log-hub.js');
