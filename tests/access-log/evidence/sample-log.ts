import { generateKeyPairSync } from 'node:crypto';
import type { Kept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { canonicalJson } from '../../../gateway/access-log/evidence/canonical.js';
import { entryOf, genesis, hashOf } from '../../../gateway/access-log/evidence/chain.js';
import { signCheckpoint, type Checkpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import { buildTree, type Frontier } from '../../../gateway/access-log/evidence/merkle.js';
import { verifyLog, type Verification } from '../../../gateway/access-log/evidence/verify.js';
import type { AccessRecord, Entry } from '../../../gateway/access-log/record.js';

export const log = 'hub.example/vinh';
export const key = generateKeyPairSync('ed25519');
export const otherKey = generateKeyPairSync('ed25519');

const began = Date.UTC(2026, 4, 4, 1);
/** A second for each record. */
export const timeOf = (seq: number) => new Date(began + seq * 1_000).toISOString();

export const sampleRecord = (number: number, changes: Partial<AccessRecord> = {}): AccessRecord => ({
  v: 1,
  at: timeOf(number),
  request: `request-${number}`,
  correlation: null,
  actor: {
    issuer: 'https://id.example/realms/vinh',
    subject: `officer-${number % 7}`,
    client: 'hub-console',
    tokenId: `token-${number}`,
    roles: ['officer'],
    jurisdictions: ['vinh'],
    agency: 'H41.17',
  },
  address: 'private',
  purpose: {
    code: 'DOSSIER_PROCESSING',
    case: `H41.17-${number}`,
    reason: 'hồ sơ "đất đai" \\ ' + number,
    legalBasis: 'NĐ 118/2025',
  },
  operation: { name: 'CitizenFile', type: 'query', hash: hashOf('query') },
  // Named so that only the record's own members may be taken for its place.
  variables: { seq: hashOf(`${number}`), prev: hashOf('prev'), log: hashOf('log'), at: hashOf('at') },
  fields: ['Citizen.fullName', 'Query.citizen'],
  personal: { 'Citizen.fullName': 'CLEAR' },
  categories: ['IDENTITY'],
  subjects: [hashOf(`person-${number}`)],
  counts: { values: 1, unattributed: 0, errors: 0 },
  sources: [{ name: 'igate-vinh', status: 'OK', ms: 4 }],
  denied: [],
  refusal: null,
  outcome: 'granted',
  http: 200,
  visibility: { class: 'NOW', until: null },
  review: false,
  ...changes,
});

export interface SampleLog {
  readonly entries: readonly Entry[];
  /** One after each `every` entries, and after the last that is to be sealed. */
  readonly checkpoints: readonly Checkpoint[];
  /** The tree after each entry; the first is of none. */
  readonly trees: readonly Frontier[];
}

export interface Shape {
  readonly size: number;
  readonly every?: number;
  readonly sealedTo?: number;
  readonly recordOf?: (seq: number) => AccessRecord;
}

export function sampleLog({ size, every = 100, sealedTo = size, recordOf = sampleRecord }: Shape): SampleLog {
  const entries: Entry[] = [];
  for (let seq = 1; seq <= size; seq++) entries.push(entryOf(recordOf(seq), { log, seq, prev: entries.at(-1)?.hash ?? genesis }));
  return sealed(entries, every, sealedTo);
}

/** Signs entries as a writer would have: for a forger with the key, too. */
export function sealed(entries: readonly Entry[], every = 100, sealedTo = entries.length, signer = key): SampleLog {
  const tree = buildTree();
  const trees = [tree.frontier()];
  const checkpoints: Checkpoint[] = [];
  for (const { seq, hash } of entries) {
    tree.append(hash);
    trees.push(tree.frontier());
    if (seq <= sealedTo && (seq % every === 0 || seq === sealedTo))
      checkpoints.push(signCheckpoint({ log, size: seq, root: tree.root(), head: hash, at: timeOf(seq) }, signer));
  }
  return { entries, checkpoints, trees };
}

/** The records written anew from the one numbered `from`, each after the one before: what a forger with the database does. */
export function rewritten(records: readonly AccessRecord[]): Entry[] {
  const entries: Entry[] = [];
  for (const [index, record] of records.entries())
    entries.push(entryOf(record, { log, seq: index + 1, prev: entries.at(-1)?.hash ?? genesis }));
  return entries;
}

/** The record in an entry. */
export function recordIn({ text }: Entry): AccessRecord {
  const {
    log: _log,
    seq: _seq,
    prev: _prev,
    ...record
  } = JSON.parse(text) as AccessRecord & { log: string; seq: number; prev: string };
  return record;
}

/** An entry with another text, stored as if it were whole. */
export function altered(entry: Entry, changes: Readonly<Record<string, unknown>>): Entry {
  const text = canonicalJson({ ...(JSON.parse(entry.text) as object), ...changes });
  return { ...entry, text, hash: hashOf(text) };
}

/** Verifies with checkpoints beside the log and elsewhere. */
export const verify = (
  entries: Verification['entries'],
  { own = [], elsewhere = [], ...rest }: { own?: readonly Kept[]; elsewhere?: readonly Kept[] } & Partial<Verification>,
) =>
  verifyLog({
    log,
    entries,
    places: [
      { name: 'store', own: true, checkpoints: own },
      { name: 'anchor', own: false, checkpoints: elsewhere },
    ],
    publicKeys: [key.publicKey],
    authorities: [],
    ...rest,
  });

export const exportOf = (entries: readonly Entry[]): Buffer => Buffer.from(entries.map(({ text }) => `${text}\n`).join(''));
