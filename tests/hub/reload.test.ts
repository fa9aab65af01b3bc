import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/start.js';
import type { RunningSystem } from '../../sandbox/system.js';
import { overWebSocket } from '../gateway/subscriptions/clients.js';
import { hubFileOf, written } from './hub-file.js';
import { purposeOf, runHub, type RunningTestHub } from './running-hub.js';

jest.setTimeout(60_000);

type Source = RunningSystem['source'];
const nowhere = 'http://127.0.0.1:9/x';
const requestTimeoutMs = 1_500;

let systems: RunningSystem[];
beforeAll(async () => void (systems = await startSandbox({ scale: 0.1, latencyMs: 0 })));
afterAll(() => Promise.all(systems.map((system) => system.close())));

/** The sandbox's sources, some of them changed. */
const sourcesWith = (changes: Readonly<Record<string, (source: Source) => Source>> = {}): Source[] =>
  systems.map(({ source }) => changes[source.id]?.(source) ?? source);
const movedTo = (url: string) => (source: Source) => ({ ...source, url });

/** Replaces a file as careful writers do. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer) || Date.now() > end) return answer;
    await pause(100);
  }
}

describe('a hub whose configuration changes', () => {
  let hub: RunningTestHub;
  let path: string;
  beforeAll(async () => {
    const { text, env } = written(sourcesWith({ 'kpi-nghe-an': movedTo(nowhere) }));
    path = hubFileOf(text);
    hub = await runHub({ ...env, HUB_CONFIG: path, HUB_REQUEST_TIMEOUT_MS: String(requestTimeoutMs) });
  });
  afterAll(() => hub.stop());

  const population = () => hub.ask('ioc', '{ jurisdiction(slug: "vinh") { population } }');
  const isKnown = ({ data }: Awaited<ReturnType<typeof population>>) =>
    typeof (data?.['jurisdiction'] as { population: unknown } | undefined)?.population === 'number';
  const logins = async () => {
    const { url } = systems.find(({ source }) => source.id === 'ioffice-nghe-an')!.source;
    const { byPath } = (await (await fetch(new URL('/_stats', url))).json()) as { byPath: Record<string, number> };
    return byPath['POST /qlvb/api/login/'] ?? 0;
  };
  const documents = () => hub.ask('ioc', '{ jurisdiction(slug: "vinh") { documentStatistics { incoming } } }');

  test('reads a source where it has moved to, and lets the others be', async () => {
    expect(isKnown(await population())).toBe(false);
    await documents();
    const before = await logins();
    write(path, written(sourcesWith()).text);
    expect(isKnown(await until(population, isKnown))).toBe(true);
    await documents();
    expect(await logins()).toBe(before);
    expect(hub.hub.sources.find(({ id }) => id === 'kpi-nghe-an')!.url).not.toBe(nowhere);
  });

  test('stays as it is where the new file has faults', async () => {
    for (const text of ['sources: [', 'sources: []', written(sourcesWith({ 'kpi-nghe-an': movedTo('ftp://x') })).text]) {
      write(path, text);
      await pause(1_500);
      expect(isKnown(await population())).toBe(true);
    }
  });

  test('answers what was under way when the configuration changed', async () => {
    const { url } = systems.find(({ source }) => source.id === 'kpi-nghe-an')!.source;
    let asked = 0;
    const slow = createServer((request, response) => {
      asked++;
      const body: Buffer[] = [];
      request.on('data', (part: Buffer) => void body.push(part));
      request.on('end', () => void answerLate());
      async function answerLate() {
        await pause(800);
        const sent = { method: request.method!, headers: request.headers as Record<string, string> };
        const answer = await fetch(new URL(request.url!, url), {
          ...sent,
          ...(body.length > 0 && { body: Buffer.concat(body) }),
        });
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(await answer.text());
      }
    }).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    const { pathname } = new URL(url);
    const slowUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}${pathname}`;
    write(path, written(sourcesWith({ 'kpi-nghe-an': movedTo(slowUrl) })).text);
    await until(async () => hub.hub.sources.some((source) => source.url === slowUrl), Boolean);
    const waiting = population();
    await until(async () => asked, Boolean);
    write(path, written(sourcesWith({ 'kpi-nghe-an': movedTo(nowhere) })).text);
    expect(isKnown(await waiting)).toBe(true);
    slow.close();
  });

  test('ends the subscriptions to what is read otherwise from now on, and says so', async () => {
    write(path, written(sourcesWith()).text);
    await until(population, isKnown);
    const headers = { authorization: `Bearer ${await hub.tokenOf('officer')}`, ...purposeOf('officer') };
    const reader = overWebSocket(hub.hub.endpoint, headers, { query: 'subscription { dossierChanged { at } }' });
    const told = reader.next();
    await pause(500);
    write(path, written(sourcesWith({ 'igate-nghe-an': (source) => ({ ...source, timeoutMs: 2_000 }) })).text);
    const { errors } = await told;
    expect(errors).toMatchObject([{ extensions: { code: 'SCHEMA_CHANGED' } }]);
    await reader.leave();
  });
});

describe('a subgraph in a process of its own', () => {
  let child: ChildProcess;
  let log = '';
  afterAll(() => void child?.kill());
  const logged = (pattern: RegExp) =>
    until(
      async () => log,
      (text) => pattern.test(text),
    );

  test('reloads likewise: says what is wrong, never a secret, and reads secrets anew', async () => {
    const [kpi] = sourcesWith().filter(({ id }) => id === 'kpi-nghe-an');
    const path = hubFileOf('');
    const key = `${path}.key`;
    const fileWith = (apiKey: unknown, rest: object = {}) =>
      JSON.stringify({ sources: [{ ...kpi, options: { ...kpi!.options, apiKey } }], ...rest });
    writeFileSync(key, 'hunter2\n');
    writeFileSync(path, fileWith({ file: key }));
    child = spawn(process.execPath, ['scripts/run.mjs', 'subgraph', 'kpi'], {
      env: { PATH: process.env['PATH'], HUB_CONFIG: path, HUB_SUBGRAPH_SECRET: 'x'.repeat(32), HUB_LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr!.on('data', (text: Buffer) => void (log += text.toString()));
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    expect({ log, exit: child.exitCode }).toEqual({ log: '', exit: null });

    write(path, fileWith('hunter3'));
    expect(await logged(/refused/)).toMatch(/"at":"sources\[0\]\.options\.apiKey","line":1,"column":\d+.*the one before stays/);
    await pause(1_500);
    expect(log.match(/refused/g)).toHaveLength(1);

    write(path, fileWith({ file: key }, { issuers: [{ issuer: 'https://sso.example/realms/vinh' }] }));
    await logged(/restarted/);
    expect(log).toMatch(/"sections":\["issuers"\]/);

    write(key, 'hunter4\n');
    expect(await logged(/the sources are those/)).toContain('"opened":["kpi-nghe-an"]');
    expect(log).not.toMatch(/hunter/);
  });
});
