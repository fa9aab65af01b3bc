import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { readHolder, takeLock, type Holder } from '../../../gateway/access-log/store/pglite/lock.js';

const folder = mkdtempSync(join(tmpdir(), 'access-log-lock-'));
const path = join(folder, 'access-log.lock');
afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const leave = (changes: Partial<Holder>, ageMs = 0) => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, began: '1', host: hostname(), socket: null, ...changes }));
  const then = new Date(Date.now() - ageMs);
  utimesSync(path, then, then);
};
const isTaken = async () => {
  const lock = await takeLock(path).catch(() => null);
  await lock?.release();
  return lock !== null;
};

describe('the folder of a log', () => {
  test('is held by one at a time; who comes meanwhile is told by whom', async () => {
    const lock = await takeLock(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(takeLock(path)).rejects.toThrow(`in use by process ${process.pid} of ${hostname()}`);
    await lock.announce('/somewhere');
    expect(await readHolder(path)).toMatchObject({ pid: process.pid, socket: '/somewhere' });
    await lock.release();
    expect(await isTaken()).toBe(true);
  });

  test('is taken by one of many who come at once', async () => {
    leave({ pid: 2 ** 22 + 1 });
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(path)));
    const taken = all.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(taken).toHaveLength(1);
    await taken[0]!.release();
  });

  test('is taken from a process that is dead', async () => {
    leave({ pid: 2 ** 22 + 1 });
    expect(await isTaken()).toBe(true);
  });

  test('is taken from a dead one whose number another process has by now, where the system tells since when', async () => {
    leave({ began: '1' });
    expect(await isTaken()).toBe(process.platform === 'linux');
  });

  test('is left to a process in another container that answers at its socket', async () => {
    const socket = join(folder, 'answers.sock');
    const server = createServer().listen(socket);
    leave({ pid: 2 ** 22 + 1, host: 'other', socket }, 60_000);
    expect(await isTaken()).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isTaken()).toBe(true);
  });

  test('is left to another machine for as long as it shows signs of life', async () => {
    leave({ host: 'other' });
    expect(await isTaken()).toBe(false);
    leave({ host: 'other' }, 60_000);
    expect(await isTaken()).toBe(true);
  });

  test('is left for a while to one who was cut short as it was taken', async () => {
    writeFileSync(path, '{"pid":');
    expect(await isTaken()).toBe(false);
    const then = new Date(Date.now() - 60_000);
    utimesSync(path, then, then);
    expect(await isTaken()).toBe(true);
  });
});
