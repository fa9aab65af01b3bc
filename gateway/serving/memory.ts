import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse, visit } from 'graphql';
import { z } from 'zod';
import { describeError, type Log } from '../../core/log.js';
import { maxBodyBytes } from '../limits/limits.js';

const everyMs = 5 * 60_000;
const maxFileBytes = 32 * 1024 * 1024;
const Remembered = z.strictObject({ version: z.literal(1), operations: z.array(z.string().max(maxBodyBytes)) });

export interface OperationMemory {
  /** What was asked most in the last run. Never rejects. */
  read(): Promise<readonly string[]>;
  /** Writes down what was asked most in this one. Never rejects. */
  close(): Promise<void>;
}

interface MemoryOptions {
  /** The operations most asked for by now, most first. */
  readonly frequent: () => readonly string[];
  readonly max: number;
  readonly log: Log;
}

/** Keeps the operations most asked for in a file from run to run; `null`: nowhere. Only those that hold nothing but names of the schema's and variables. */
export function openOperationMemory(path: string | null, { frequent, max, log }: MemoryOptions): OperationMemory {
  if (path === null) return { read: async () => [], close: async () => {} };
  let earlier: readonly string[] = [];
  let written = '';
  const write = async () => {
    const operations = [...new Set([...frequent().filter(tellsNothing), ...earlier])].slice(0, max);
    const text = JSON.stringify({ version: 1, operations });
    if (operations.length === 0 || text === written) return;
    await replace(path, text).catch((error: unknown) => log.warn(describeError(error), 'frequent operations cannot be kept'));
    written = text;
  };
  const timer = setInterval(() => void write(), everyMs);
  timer.unref();
  return {
    async read() {
      try {
        earlier = (await readRemembered(path)).slice(0, max);
      } catch (error) {
        log.warn(describeError(error), 'the file of frequent operations cannot be read: none are made ready');
      }
      return earlier;
    },
    async close() {
      clearInterval(timer);
      await write();
    },
  };
}

async function readRemembered(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.size > maxFileBytes) throw new RangeError('The file is too large.');
  return Remembered.parse(JSON.parse(await readFile(path, 'utf8'))).operations.filter(tellsNothing);
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Personal data may stand in a literal; and a number of a person's in a name that the client chose. */
function tellsNothing(text: string): boolean {
  if (/\d{6}/.test(text)) return false;
  let literals = 0;
  const note = () => void literals++;
  try {
    visit(parse(text, { noLocation: true }), { IntValue: note, FloatValue: note, StringValue: note });
  } catch {
    return false;
  }
  return literals === 0;
}
