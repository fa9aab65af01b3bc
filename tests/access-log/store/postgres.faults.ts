import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../gateway/access-log/store/open.js';
import { createAccessLogWriter, NotRecorded, type AccessLogWriter } from '../../../gateway/access-log/writer.js';
import { startPostgres, type PostgresServer } from '../../../scripts/postgres.mjs';
import { expectKept, writeAndKill } from './kill.js';
import { readWhole, record, requestOf } from './records.js';

const untilHealthy = async (writer: AccessLogWriter) => {
  for (let tries = 0; !writer.healthy() && tries < 400; tries++) await sleep(100);
  expect(writer.healthy()).toBe(true);
};

/** Commits in rounds until `over`, and gives how each ended. */
async function burst(writer: AccessLogWriter, run: string, over: () => boolean) {
  const ends: { name: string; kept: boolean }[] = [];
  await Promise.all(
    Array.from({ length: 16 }, async (_, asker) => {
      for (let number = 0; !over(); number++) {
        const name = `${run}-${asker}-${number}`;
        const kept = await writer.commit(record(name), { otherwise: record(`${name}: 503`) }).then(
          () => true,
          () => false,
        );
        ends.push({ name, kept });
        // As a client does that was refused.
        if (!kept) await sleep(200);
      }
    }),
  );
  return ends;
}

async function expectAsAnswered(url: string, log: string, ends: readonly { name: string; kept: boolean }[]) {
  const store = openStore(url);
  const all = (await readWhole(store.entries(log))).all.map(requestOf);
  await store.close();
  const there = new Set(all);
  expect(there.size).toBe(all.length);
  const wrong = ends.filter(({ name, kept }) =>
    kept ? !there.has(name) || there.has(`${name}: 503`) : !there.has(`${name}: 503`),
  );
  expect(wrong.slice(0, 3)).toEqual([]);
}

describe('PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  test('has every record that a killed hub acknowledged, once', async () => {
    const names = await writeAndKill(server.url, 'killed', 'first', 500);
    names.push(...(await writeAndKill(server.url, 'killed', 'second', 500)));
    await expectKept(server.url, 'killed', names);
  }, 60_000);

  test('holds a log for one writer at a time', async () => {
    const [one, other] = [openStore(server.url), openStore(server.url)];
    await one.open('held');
    await expect(other.open('held')).rejects.toThrow('held by another writer');
    await other.open('not held');
    await one.close();
    for (let tries = 0; tries < 50; tries++)
      if (
        await other.open('held').then(
          () => true,
          () => sleep(50).then(() => false),
        )
      )
        break;
    expect(await other.open('held')).toMatchObject({ seq: 0 });
    await other.close();
  }, 20_000);

  test('that is frozen keeps nobody waiting for longer than a commit may take, and doubles nothing when it goes on', async () => {
    const store = openStore(server.url);
    const writer = createAccessLogWriter({ store, log: 'frozen', commitTimeoutMs: 500 });
    await writer.start();
    let over = false;
    const ends = burst(writer, 'burst', () => over);
    await sleep(500);
    server.freeze();
    await sleep(100);
    const began = performance.now();
    await expect(writer.commit(record('frozen'), { otherwise: record('frozen: 503') })).rejects.toThrow(NotRecorded);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(writer.healthy()).toBe(false);
    await sleep(1_000);
    server.thaw();
    await untilHealthy(writer);
    await sleep(300);
    over = true;
    await expectAsAnswered(
      server.url,
      'frozen',
      [...(await ends), { name: 'frozen', kept: false }].filter(() => writer.waiting() === 0),
    );
    await writer.close();
    await store.close();
  }, 60_000);

  test('that stays frozen until its connections are given up doubles nothing either', async () => {
    await disturb('long', 300, async () => {
      server.freeze();
      await sleep(13_000);
      server.thaw();
    });
  }, 90_000);

  test('that is killed and comes back has what it acknowledged, and takes what came meanwhile', async () => {
    await disturb('crashed', 500, async (writer) => {
      await server.crash();
      await sleep(1_000);
      expect(writer.healthy()).toBe(false);
      await server.restart();
    });
  }, 90_000);

  /** Does harm in the middle of a burst: some records are refused, and the log then says what each was answered. */
  async function disturb(log: string, afterMs: number, harm: (writer: AccessLogWriter) => Promise<void>): Promise<void> {
    const store = openStore(server.url);
    const writer = createAccessLogWriter({ store, log, commitTimeoutMs: 500 });
    await writer.start();
    let over = false;
    const ends = burst(writer, 'burst', () => over);
    await sleep(afterMs);
    await harm(writer);
    await untilHealthy(writer);
    await sleep(300);
    over = true;
    const all = await ends;
    await writer.close();
    await store.close();
    expect(all.some(({ kept }) => !kept)).toBe(true);
    await expectAsAnswered(server.url, log, all);
  }

  test('that became read-only is told of, and written again when it is not', async () => {
    const store = openStore(server.url);
    const writer = createAccessLogWriter({ store, log: 'read-only', commitTimeoutMs: 500 });
    await writer.start();
    const set = (value: 'on' | 'off') =>
      execFileSync('sh', [
        '-c',
        `echo "default_transaction_read_only = ${value}" >> "${server.data}/postgresql.auto.conf"; kill -HUP $(head -1 "${server.data}/postmaster.pid")`,
      ]);
    set('on');
    await sleep(300);
    await expect(writer.commit(record('a'), { otherwise: record('a: 503') })).rejects.toThrow(NotRecorded);
    set('off');
    await untilHealthy(writer);
    await writer.close();
    await store.close();
    await expectAsAnswered(server.url, 'read-only', [{ name: 'a', kept: false }]);
  }, 60_000);
});

// Mounts a file system of a few megabytes, which only root may: the command that runs this says so beforehand.
describe('PostgreSQL on a full disk', () => {
  let disk: string;
  let server: PostgresServer;
  beforeAll(async () => {
    disk = mkdtempSync(join(tmpdir(), 'access-log-disk-'));
    chmodSync(disk, 0o755);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk]);
    server = await startPostgres({ folder: disk });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  });

  test('refuses records, and takes them when there is room again: each once', async () => {
    const store = openStore(server.url);
    const writer = createAccessLogWriter({ store, log: 'hub', commitTimeoutMs: 500 });
    await writer.start();
    const filler = openSync(join(disk, 'filler'), 'a');
    const { bavail, bsize } = statfsSync(disk);
    for (let left = bavail * bsize - 300_000; left > 0; left -= 65_536) writeSync(filler, Buffer.alloc(Math.min(left, 65_536)));
    let over = false;
    const ends = burst(writer, 'burst', () => over);
    for (let tries = 0; writer.healthy() && tries < 300; tries++) await sleep(100);
    expect(writer.healthy()).toBe(false);
    await sleep(500);
    ftruncateSync(filler, 0);
    closeSync(filler);
    // Where its log had no room, the server ended itself, and starts again only when it is told to.
    if (!(await running(server))) await server.restart();
    await untilHealthy(writer);
    over = true;
    const all = await ends;
    await writer.close();
    await store.close();
    expect(all.some(({ kept }) => !kept)).toBe(true);
    await expectAsAnswered(server.url, 'hub', all);
  }, 120_000);
});

const running = async (server: PostgresServer): Promise<boolean> => {
  const store = openStore(server.url);
  await sleep(2_000);
  const answered = await store.logs().then(
    () => true,
    () => false,
  );
  await store.close();
  return answered;
};
