import { generateKeyPairSync } from 'node:crypto';
import { genesis, hashOf } from '../../../gateway/access-log/evidence/chain.js';
import { signCheckpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import { buildTree } from '../../../gateway/access-log/evidence/merkle.js';
import type { AccessRecord, Entry } from '../../../gateway/access-log/record.js';
import type { AccessStore, Batch, Head } from '../../../gateway/access-log/store/store.js';
import { buildBatch } from '../../../gateway/access-log/writer/batch.js';
import type { Pending } from '../../../gateway/access-log/writer/pending.js';
import { prepare } from '../../../gateway/access-log/writer/prepared.js';

export const person = (number: number): string => hashOf(`person ${number}`);

/** A record of one answer; only what a test is about differs. */
export function record(request: string, changes: Partial<AccessRecord> = {}): AccessRecord {
  return {
    v: 1,
    at: '2026-03-10T03:00:00.000Z',
    request,
    correlation: null,
    actor: {
      issuer: 'https://id.example/realms/vinh',
      subject: 'officer-1',
      client: 'hub-console',
      tokenId: 'token-1',
      roles: ['officer'],
      jurisdictions: ['vinh'],
      agency: 'H41.17',
    },
    address: 'private',
    purpose: { code: 'DOSSIER_PROCESSING', case: 'H41.17-1', reason: null, legalBasis: 'Nghị định 118/2025/NĐ-CP' },
    operation: { name: 'CityOverview', type: 'query', hash: hashOf('query') },
    variables: {},
    fields: ['Person.name'],
    personal: { 'Person.name': 'CLEAR' },
    categories: [],
    subjects: [person(1)],
    counts: { values: 1, unattributed: 0, errors: 0 },
    sources: [{ name: 'igate', status: 'OK', ms: 12 }],
    denied: [],
    refusal: null,
    outcome: 'granted',
    http: 200,
    visibility: { class: 'NOW', until: null },
    review: false,
    ...changes,
  };
}

export const requestOf = (entry: Entry): string => (JSON.parse(entry.text) as AccessRecord).request;

/** The entries of a log, and the root of the tree over them. Throws where one does not follow the one before. */
export async function readWhole(entries: AsyncIterable<Entry>): Promise<{ all: Entry[]; root: string }> {
  const all: Entry[] = [];
  const tree = buildTree();
  let prev = genesis;
  for await (const entry of entries) {
    const said = JSON.parse(entry.text) as { seq: number; prev: string; log: string };
    const follows = entry.seq === all.length + 1 && said.seq === entry.seq && said.prev === prev && said.log === entry.log;
    if (!follows || hashOf(entry.text) !== entry.hash) throw new Error(`entry ${entry.seq} does not follow`);
    prev = entry.hash;
    tree.append(entry.hash);
    all.push(entry);
  }
  return { all, root: tree.root() };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export { publicKey };
export const sign = (of: Parameters<typeof signCheckpoint>[0]) => signCheckpoint(of, { privateKey });

const pending = (one: AccessRecord, domains: readonly string[] = []): Pending => ({
  says: prepare(one, domains),
  otherwise: null,
  late: false,
  sent: false,
  weight: 0,
  arrived: () => {},
  refused: () => {},
});

export const batchOf = (log: string, head: Head, records: readonly AccessRecord[], domains?: readonly string[]): Batch =>
  buildBatch(
    log,
    head,
    records.map((one) => pending(one, domains)),
  ).batch;

/** Writes records without a writer: one commit for each month. */
export async function write(
  store: AccessStore,
  log: string,
  records: readonly AccessRecord[],
  domains?: readonly string[],
): Promise<Head> {
  let head = await store.open(log);
  for (let rest = records; rest.length > 0;) {
    const batch = batchOf(log, head, rest, domains);
    head = await store.append(log, head, batch);
    rest = rest.slice(batch.entries.length);
  }
  return head;
}
