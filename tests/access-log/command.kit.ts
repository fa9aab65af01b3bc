import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createFileAnchor } from '../../gateway/access-log/evidence/anchors/file.js';
import { signCheckpoint, type Checkpoint } from '../../gateway/access-log/evidence/checkpoint.js';
import { openSigningKey, type SigningKey } from '../../gateway/access-log/evidence/signing-key.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { monthOf, monthsAfter } from '../../gateway/access-log/store/months.js';
import { openStore } from '../../gateway/access-log/store/open.js';
import { createAccessLogWriter } from '../../gateway/access-log/writer.js';
import { runAccessLog } from '../../hub/commands/access-log/run.js';
import { madeFolder } from './store/made-folder.js';
import { record } from './store/records.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as an operator does, in a process of its own, with nothing else in its environment. */
export function runCommand(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'hub/commands/access-log.ts', ...args],
      { cwd: root, env: { PATH: process.env['PATH'], ...env }, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The same in this process: a process of its own takes a second to begin. */
export async function runHere(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const [out, err] = [collect(), collect()];
  const exitCode = await runAccessLog([...args], env, { out: out.stream, err: err.stream });
  return { exitCode, stdout: out.text(), stderr: err.text() };
}

function collect() {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
}

export interface MadeLog {
  readonly folder: string;
  readonly name: string;
  /** The anchor's folder. */
  readonly kept: string;
  readonly key: SigningKey;
  readonly env: Readonly<Record<string, string>>;
  /** The records as the store holds them. */
  readonly lines: readonly string[];
  remove(): Promise<void>;
}

export const name = 'vinh';
/** Records of a month that has had its time, and of this one. */
export const sizes = { old: 20, all: 120 } as const;

const now = Date.now();
/** The middle of a month twenty months ago. */
const old = Date.parse(monthsAfter(monthOf(new Date(now).toISOString()), -20)) + 14 * 24 * 60 * 60 * 1000;

/** A log as a hub writes it: store, key and anchor in folders of their own, all records signed for. */
export async function makeLog(): Promise<MadeLog> {
  const folder = await madeFolder();
  const kept = join(dirname(folder), 'kept');
  const key = await openSigningKey(folder);
  const anchor = createFileAnchor({ folder: kept });
  const store = openStore(folder);
  const published: Promise<void>[] = [];
  let clock = old;
  const writer = createAccessLogWriter({
    store,
    log: name,
    now: () => clock,
    sign: (of) => signCheckpoint(of, key),
    publish: (checkpoint) => void published.push(anchor.publish(checkpoint, new AbortController().signal)),
  });
  await writer.start();
  await Promise.all(Array.from({ length: sizes.old }, (_, index) => writer.commit(recordAt(index + 1, clock))));
  await writer.seal();
  clock = now;
  for (let seq = sizes.old + 1; seq <= sizes.all; seq += 50) {
    const numbers = Array.from({ length: Math.min(50, sizes.all - seq + 1) }, (_, index) => seq + index);
    await Promise.all(numbers.map((number) => writer.commit(recordAt(number, clock))));
    await writer.seal();
  }
  await writer.close();
  const lines: string[] = [];
  for await (const { text } of store.entries(name)) lines.push(text);
  await store.close();
  await Promise.all(published);
  const env = { HUB_ACCESS_LOG: folder, HUB_ACCESS_LOG_NAME: name, HUB_ACCESS_LOG_ANCHORS: `file:${kept}` };
  return { folder, name, kept, key, env, lines, remove: () => rm(dirname(folder), { recursive: true }) };
}

const recordAt = (number: number, at: number): AccessRecord =>
  record(`request-${number}`, { at: new Date(at + number * 1_000).toISOString() });

/** A new folder below `parent` that holds one checkpoint, or whatever is put in its place. */
export async function folderOf(parent: string, note: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'kept-'));
  await writeFile(join(folder, 'one.note'), note);
  return folder;
}

export const signed = (of: Partial<Checkpoint>, key: Pick<SigningKey, 'privateKey'>): string =>
  signCheckpoint({ log: name, size: 1, root: '0'.repeat(64), head: '1'.repeat(64), at: '2026-05-04T00:00:00Z', ...of }, key).note;
