import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../gateway/access-log/store/open.js';
import { createAccessLogWriter, NotRecorded } from '../../../gateway/access-log/writer.js';
import { expectKept, writeAndKill } from './kill.js';
import { madeFolder, removeFolder } from './made-folder.js';
import { readWhole, record, requestOf } from './records.js';

describe('a folder whose hub is killed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await madeFolder();
  }, 60_000);
  afterAll(() => removeFolder(folder));

  test('has every record that was acknowledged, once', async () => {
    const names = await writeAndKill(folder, 'hub', 'first', 500);
    await expectKept(folder, 'hub', names);
  }, 60_000);
});

// Mounts a file system of a few megabytes, which only root may: the command that runs this says so beforehand.
describe('a disk', () => {
  let disk: string;
  let folder: string;
  const ends: (() => Promise<void>)[] = [];
  const opened = (commitTimeoutMs: number) => {
    const store = openStore(folder);
    const writer = createAccessLogWriter({ store, log: 'hub', commitTimeoutMs });
    ends.push(
      () => writer.close(),
      () => store.close(),
    );
    return { store, writer };
  };
  const filler = () => join(disk, 'filler');
  beforeAll(async () => {
    disk = mkdtempSync(join(tmpdir(), 'access-log-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', disk]);
    mkdirSync(join(disk, 'hub'));
    folder = await madeFolder(join(disk, 'hub'));
  }, 60_000);
  afterAll(() => {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  });

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  /** Leaves `bytes` of room. */
  function fill(bytes: number): void {
    const { bavail, bsize } = statfsSync(disk);
    const file = openSync(filler(), 'a');
    for (let left = bavail * bsize - bytes; left > 0; left -= 65_536) writeSync(file, Buffer.alloc(Math.min(left, 65_536)));
    closeSync(file);
  }
  function empty(): void {
    const file = openSync(filler(), 'a');
    ftruncateSync(file, 0);
    closeSync(file);
  }

  test('that is full refuses records, and takes them when there is room again: each once, without a restart', async () => {
    const { store, writer } = opened(3_000);
    await writer.start();
    await writer.commit(record('before'));
    fill(300_000);
    const answers: PromiseSettledResult<void>[] = [];
    const names: string[] = [];
    // Until the store is full: what was acknowledged by then must be there.
    for (let round = 0; round < 200 && !answers.some(({ status }) => status === 'rejected'); round++) {
      const more = Array.from({ length: 40 }, (_, number) => `full-${round}-${number}`);
      names.push(...more);
      answers.push(
        ...(await Promise.allSettled(more.map((name) => writer.commit(record(name), { otherwise: record(`${name}: 503`) })))),
      );
    }
    expect(answers.some((end) => end.status === 'rejected' && end.reason instanceof NotRecorded)).toBe(true);
    expect(writer.healthy()).toBe(false);
    empty();
    for (let tries = 0; !writer.healthy() && tries < 150; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    await writer.commit(record('after'));
    await writer.close();
    const kept = (await readWhole(store.entries('hub'))).all.map(requestOf);
    expect(new Set(kept).size).toBe(kept.length);
    expect([kept[0], kept.at(-1)]).toEqual(['before', 'after']);
    for (const [at, { status }] of answers.entries()) {
      const name = names[at]!;
      if (status === 'fulfilled') expect([kept.includes(name), kept.includes(`${name}: 503`)]).toEqual([true, false]);
      else expect(kept).toContain(`${name}: 503`);
    }
  }, 60_000);

  test('that cannot be written is told of, and written again when it can', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const { store, writer } = opened(1_000);
    await expect(writer.start()).rejects.toThrow('cannot be written');
    await expect(writer.commit(record('read-only'), { otherwise: record('read-only: 503') })).rejects.toThrow(NotRecorded);
    expect(writer.healthy()).toBe(false);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    for (let tries = 0; !writer.healthy() && tries < 150; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    await writer.close();
    expect((await readWhole(store.entries('hub'))).all.map(requestOf).at(-1)).toBe('read-only: 503');
  }, 60_000);
});
