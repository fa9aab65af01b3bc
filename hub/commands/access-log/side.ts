import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { Reason } from '../../../core/errors.js';
import { readExport } from '../../../gateway/access-log/evidence/raw-entries.js';
import type { ReconciledRecord } from '../../../gateway/access-log/evidence/reconcile.js';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import { isPostgres } from '../../../gateway/access-log/store/place.js';

/** The records of one hub, of all its logs, by time. */
export interface Side {
  readonly records: AsyncIterable<ReconciledRecord>;
  close(): Promise<void>;
}

const Reconciled = z.object({
  at: z.iso.datetime(),
  request: z.string(),
  correlation: z.string().nullable(),
  actor: z.object({ client: z.string() }).nullable(),
  sources: z.array(z.object({ name: z.string(), status: z.enum(['OK', 'FAILED']), ms: z.number() })),
});

/** An export, or where a hub writes: a folder, or the address of a PostgreSQL. */
export async function openSide(place: string): Promise<Side> {
  if (!isPostgres(place) && (await isFile(place))) return { records: recordsIn(linesOf(place)), close: async () => {} };
  const reader = await openReadOnly(place);
  const logs = await reader.logs();
  const records = mergeByTime(logs.map((log) => recordsIn(reader.entries(log))));
  return { records, close: () => reader.close() };
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Reason(`There is no ${path}.`);
  return found.isFile();
}

async function* linesOf(path: string) {
  for await (const lines of readExport(createReadStream(path))) yield* lines;
}

async function* recordsIn(entries: AsyncIterable<{ readonly text: string | Uint8Array }>): AsyncGenerator<ReconciledRecord> {
  let count = 0;
  for await (const { text } of entries) {
    count += 1;
    const record = read(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'));
    if (!record) throw new Reason(`Line ${count} is no record of an access log.`);
    yield record;
  }
}

function read(text: string): ReconciledRecord | null {
  try {
    return Reconciled.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Each of the lists is by time already. */
export async function* mergeByTime(lists: readonly AsyncGenerator<ReconciledRecord>[]): AsyncGenerator<ReconciledRecord> {
  const heads = await Promise.all(lists.map((list) => list.next()));
  for (;;) {
    let first = -1;
    for (const [index, head] of heads.entries())
      if (!head.done && (first < 0 || Date.parse(head.value.at) < Date.parse((heads[first]!.value as ReconciledRecord).at)))
        first = index;
    if (first < 0) return;
    yield heads[first]!.value as ReconciledRecord;
    heads[first] = await lists[first]!.next();
  }
}
