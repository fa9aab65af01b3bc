import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import { readWhole, requestOf } from './records.js';

/** Lets a process write until it has printed so many names, kills it, and gives the names it printed. */
export async function writeAndKill(place: string, log: string, run: string, least: number): Promise<string[]> {
  const file = fileURLToPath(new URL('writing-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, place, log, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const names: string[] = [];
  for await (const name of createInterface({ input: child.stdout })) if (names.push(name) === least) child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
  return names;
}

/** Each name that was acknowledged stands in the log once, and the log is whole. */
export async function expectKept(place: string, log: string, names: readonly string[]): Promise<void> {
  const reader = await openReadOnly(place);
  const { all } = await readWhole(reader.entries(log));
  await reader.close();
  const kept = all.map(requestOf);
  expect(new Set(kept).size).toBe(kept.length);
  const there = new Set(kept);
  expect(names.filter((name) => !there.has(name))).toEqual([]);
}
