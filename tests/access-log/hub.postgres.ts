import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startPostgres } from '../../scripts/postgres.mjs';
import { recordsIn, startChildHub, type ChildHub } from './hub-child.js';

const folder = mkdtempSync(join(tmpdir(), 'hub-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const settings = (name: string) => ({
  HUB_ACCESS_LOG: join(folder, name),
  HUB_ACCESS_LOG_ANCHORS: `file:${join(folder, `${name}-checkpoints`)}`,
  HUB_ACCESS_LOG_NAME: name,
});
const until = async (is: () => Promise<boolean>) => {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await is()) return;
    await sleep(100);
  }
  throw new Error('not in time');
};

test('kill -9 in a burst: every answer a client received has its record, and none stands there twice', async () => {
  const env = settings('killed');
  const hub = await startChildHub(env);
  const received: string[] = [];
  const burst = Array.from({ length: 40 }, async () => {
    for (;;) {
      const { status, id } = await hub.ask('citizen', 'CitizenFile');
      if (status === 200) received.push(id);
    }
  });
  const over = Promise.allSettled(burst);
  await until(async () => received.length >= 100);
  await hub.kill('SIGKILL');
  await over;
  const ids = (await recordsIn(env.HUB_ACCESS_LOG, 'killed')).map(({ request }) => request);
  expect(received.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
}, 120_000);

describe('a hub whose PostgreSQL freezes', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let hub: ChildHub;
  beforeAll(async () => {
    postgres = await startPostgres();
    hub = await startChildHub({ ...settings('frozen'), DATABASE_URL: postgres.url });
  }, 120_000);
  afterAll(async () => {
    await hub?.kill('SIGTERM');
    await postgres?.stop();
  }, 60_000);

  test('discloses nothing meanwhile, answers the rest, and goes on by itself; every answer has one record that says so', async () => {
    const answers: { id: string; status: number; text: string }[] = [];
    const ask = async (...question: Parameters<ChildHub['ask']>) => {
      const answer = await hub.ask(...question);
      answers.push(answer);
      return answer;
    };
    expect((await ask('citizen', 'CitizenFile')).status).toBe(200);
    postgres.freeze();
    const refused = await Promise.all(Array.from({ length: 10 }, () => ask('citizen', 'CitizenFile')));
    for (const { status, text } of refused) {
      expect(status).toBe(503);
      expect(JSON.parse(text)).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } })] });
    }
    expect(await hub.ready()).toBe(false);
    expect((await ask('ioc', 'CityOverview')).status).toBe(200);
    postgres.thaw();
    await until(() => hub.ready());
    expect((await ask('citizen', 'CitizenFile')).status).toBe(200);

    const ids = new Set(answers.map(({ id }) => id));
    const written = async () => (await recordsIn(postgres.url, 'frozen')).filter(({ request }) => ids.has(request));
    await until(async () => new Set((await written()).map(({ request }) => request)).size === answers.length);
    for (const { id, status } of answers) {
      // A record that was under way when the time was up is there, and after it the one that says what the client got.
      const last = (await written()).filter(({ request }) => request === id).at(-1)!;
      expect({ id, http: last.http }).toEqual({ id, http: status });
    }
  }, 120_000);
});
