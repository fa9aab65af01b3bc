import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileAnchor } from '../gateway/access-log/evidence/anchors/file.js';
import { readKept } from '../gateway/access-log/evidence/anchors/kept.js';
import { entryOf, genesis } from '../gateway/access-log/evidence/chain.js';
import { signCheckpoint } from '../gateway/access-log/evidence/checkpoint.js';
import { buildTree } from '../gateway/access-log/evidence/merkle.js';
import { readExport } from '../gateway/access-log/evidence/raw-entries.js';
import { openSigningKey } from '../gateway/access-log/evidence/signing-key.js';
import { verifyLog } from '../gateway/access-log/evidence/verify.js';
import type { AccessRecord } from '../gateway/access-log/record.js';

// How long it takes to verify an export of a million records, as an auditor does: one process, a file of JSON lines, a folder of
// checkpoints. Processor time of all threads is told beside the time on the clock.
const records = Number(process.env['BENCH_RECORDS'] ?? 1_000_000);
const perCheckpoint = 1_000;
const targetSeconds = 10;
const log = 'hub.example/1';

const subject = (number: number) => number.toString(16).padStart(64, '5');
const record = (number: number): AccessRecord => ({
  v: 1,
  at: new Date(Date.UTC(2026, 0, 5) + number * 50).toISOString(),
  request: `b0c5bd5d-61f2-4d3f-9a07-${String(number).padStart(12, '0')}`,
  correlation: null,
  actor: {
    issuer: 'https://id.example/realms/vinh',
    subject: `7d0a3c1e-5a53-4b0f-8a34-${String(number % 700).padStart(12, '0')}`,
    client: 'hub-console',
    tokenId: `onrtro:2f8c3a1e-${number}`,
    roles: ['officer'],
    jurisdictions: ['vinh'],
    agency: 'H41.17',
  },
  address: 'private',
  purpose: { code: 'DOSSIER_PROCESSING', case: 'H41.17-260609-0012', reason: null, legalBasis: 'Nghị định 118/2025/NĐ-CP' },
  operation: { name: 'CitizenFile', type: 'query', hash: subject(77) },
  variables: { id: subject(number * 3) },
  fields: ['Citizen.dossiers', 'Citizen.fullName', 'Dossier.code', 'Dossier.status', 'Query.citizen'],
  personal: { 'Citizen.fullName': 'CLEAR' },
  categories: ['IDENTITY'],
  subjects: [subject(number)],
  counts: { values: 1, unattributed: 0, errors: 0 },
  sources: [{ name: 'igate-vinh', status: 'OK', ms: 41 }],
  denied: [],
  refusal: null,
  outcome: 'granted',
  http: 200,
  visibility: { class: 'NOW', until: null },
  review: false,
});

const folder = await mkdtemp(join(tmpdir(), 'access-log-verify-'));
try {
  const path = join(folder, 'log.jsonl');
  const key = await openSigningKey(join(folder, 'key'));
  const anchor = createFileAnchor({ folder: join(folder, 'kept') });
  const tree = buildTree();
  const file = createWriteStream(path);
  const never = new AbortController().signal;
  let prev = genesis;
  for (let seq = 1; seq <= records; seq++) {
    const entry = entryOf(record(seq), { log, seq, prev });
    prev = entry.hash;
    tree.append(entry.hash);
    if (!file.write(`${entry.text}\n`)) await once(file, 'drain');
    if (seq % perCheckpoint > 0 && seq < records) continue;
    const at = record(seq).at;
    await anchor.publish(signCheckpoint({ log, size: seq, root: tree.root(), head: prev, at }, key), never);
  }
  file.end();
  await once(file, 'close');

  const cpu = process.cpuUsage();
  const began = performance.now();
  const places = [{ name: 'kept', own: false, checkpoints: readKept(join(folder, 'kept')) }];
  const verdict = await verifyLog({
    log,
    entries: readExport(createReadStream(path, { highWaterMark: 256 * 1024 })),
    places,
    publicKeys: [key.publicKey],
    authorities: [],
  });
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(verdict);
  console.table([
    {
      records: records.toLocaleString('en'),
      'MB read': Math.round((await stat(path)).size / 1e6),
      seconds: seconds.toFixed(2),
      'processor seconds': ((user + system) / 1e6).toFixed(2),
      'per second': Math.round(records / seconds).toLocaleString('en'),
      'memory, MB': Math.round(process.memoryUsage.rss() / 1e6),
      target: `${targetSeconds} s`,
      met: seconds < targetSeconds ? 'yes' : 'no',
    },
  ]);
} finally {
  await rm(folder, { recursive: true });
}
