import { execFile } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/start.js';
import type { RunningSystem } from '../../sandbox/system.js';
import { createAuthority } from '../connectors/guard/certificates.js';
import { hubFileOf, written } from './hub-file.js';

jest.setTimeout(60_000);

type Source = RunningSystem['source'];
interface Checked {
  readonly id: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly clockSeconds: number | null;
  readonly sample: { readonly read: number; readonly unread: number; readonly fields: readonly { path: string; rows: number }[] };
  readonly findings: readonly { readonly step: string; readonly what: string; readonly todo: string }[];
}

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/run.mjs', 'sources', ...args],
      { env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], SANDBOX_SCALE: '0.1', ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const servers: Server[] = [];
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const urlOf = async (listener: RequestListener, path = '/api') =>
  `http://127.0.0.1:${await listening(createServer(listener))}${path}`;

/** A source behind somebody who changes what it answers. */
async function behind({ url }: Source, change: (text: string) => string, headers: Record<string, string> = {}): Promise<string> {
  return urlOf((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => void answer());
    async function answer() {
      const { host: _host, connection: _connection, 'content-length': _length, ...kept } = request.headers;
      const answered = await fetch(new URL(request.url!, url), {
        method: request.method!,
        headers: kept as Record<string, string>,
        ...(parts.length > 0 && { body: Buffer.concat(parts) }),
      });
      response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '', ...headers });
      response.end(change(await answered.text()));
    }
  }, new URL(url).pathname);
}

describe('npm run sources -- check', () => {
  let systems: RunningSystem[];
  beforeAll(async () => void (systems = await startSandbox({ scale: 0.1, latencyMs: 0 })));
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await Promise.all(systems.map((system) => system.close()));
  });

  const source = (id: string) => systems.find((system) => system.source.id === id)!.source;

  test('tells what is wrong with each source, and what to do, of nobody’s data', async () => {
    const authority = await createAuthority('nobody');
    const tlsPort = await listening(createTlsServer({ ...(await authority.issue('kpi')) }, (_, response) => response.end('{}')));
    const twoHoursAhead = new Date(Date.now() + 7_200_000).toUTCString();
    // One patient's birth date is no date.
    const misshapen = (text: string) => text.replace(/"birthDate":"[^"]*"/, '"birthDate":"hunter2"');
    const sources: Source[] = [
      source('ioffice-hue'),
      { ...source('ioffice-nghe-an'), options: { ...source('ioffice-nghe-an').options, password: 'hunter2' } },
      { ...source('igate-hue'), options: { ...source('igate-hue').options, clientSecret: 'hunter2' } },
      { ...source('igate-nghe-an'), url: 'http://127.0.0.1:9' },
      { ...source('ehr-national'), url: await behind(source('ehr-national'), misshapen) },
      { ...source('kpi-hue'), url: await behind(source('kpi-hue'), (text) => text, { date: twoHoursAhead }) },
      { ...source('kpi-nghe-an'), url: `https://127.0.0.1:${tlsPort}/x` },
      { ...source('kpi-quang-tri'), url: 'https://lris.invalid/x' },
      {
        ...source('land-dong-ha'),
        url: await urlOf((_, response) => response.setHeader('content-type', 'text/html').end('Nguyễn')),
      },
      { ...source('land-hue'), url: await urlOf((_, response) => response.writeHead(302, { location: '/login' }).end()) },
      { ...source('axis-national'), url: await urlOf(() => undefined), timeoutMs: 1_000 },
    ];
    const { text, env } = written(sources);
    const { code, out, err } = await run(['check', '--json', '--config', hubFileOf(text)], env);
    expect([code, err]).toEqual([1, '']);
    const all = (JSON.parse(out) as { sources: Checked[] }).sources;
    const stepsOf = Object.fromEntries(all.map(({ id, findings }) => [id, findings.map(({ step, what }) => `${step}: ${what}`)]));
    expect(stepsOf).toEqual({
      'ioffice-hue': [],
      'ioffice-nghe-an': [expect.stringMatching(/^sign-in: it refuses/)],
      'igate-hue': [expect.stringMatching(/^sign-in: it refuses the hub \(401\)/)],
      'igate-nghe-an': ['address: nothing listens there'],
      'ehr-national': [expect.stringMatching(/^mapping: 1 of 20 rows cannot be read: Patient\.birthDate/)],
      'kpi-hue': [expect.stringMatching(/^clock: its clock is 7\d\d\d s ahead of ours/)],
      'kpi-nghe-an': ['address: its certificate is signed by nobody this machine trusts'],
      'kpi-quang-tri': ['address: its name is not known to DNS'],
      'land-dong-ha': ['read: it answers with another kind of content'],
      'land-hue': ['read: it sends the hub elsewhere (302)'],
      'axis-national': ['read: it does not answer in time'],
    });
    expect(Object.values(all).every(({ findings }) => findings.every(({ todo }) => todo.length > 0))).toBe(true);
    expect(all.every(({ ms }) => ms < 11_000)).toBe(true);
    expect(all.find(({ id }) => id === 'ehr-national')!.sample).toMatchObject({ read: 19, unread: 1 });
    expect(out).not.toMatch(/hunter2|Nguy|\d{12}|\/login/);
  });

  test('says of a file with faults what they are', async () => {
    const { code, out, err } = await run(['check', '--config', hubFileOf('sources: [{ id: a }]')]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/line 1, column 11: sources\[0\]\.system: is missing/);
  });

  test('prints a table of those that are asked for; without a file, of the sandbox', async () => {
    const { code, out } = await run(['check', 'kpi-hue', 'land-hue']);
    expect(out).toMatch(/^source\s+system\s+state\s+address\s+sign-in\s+rows\s+clock\s+ms\n/);
    expect(out).toMatch(/\nland-hue\s+arcgis\s+well\s+ok\s+ok\s+\d+\s/);
    expect(out.trim().split('\n')).toHaveLength(5);
    expect([code, out.trim().split('\n').at(-1)]).toEqual([0, 'All 2 are well.']);
  });

  test.each([
    [['check', 'nobody'], {}, 2, 'No source has the id nobody.'],
    [[], {}, 2, 'npm run sources -- check'],
    [['check', '--jsonn'], {}, 2, 'jsonn'],
    [['forget', 'kpi-hue'], {}, 1, 'REDIS_URL is not set'],
    [['forget', 'kpi-hue', 'Birds'], {}, 2, 'Kinds are Procedure'],
    [['forget', 'kpi-hue'], { REDIS_URL: 'redis://127.0.0.1:9' }, 1, 'Redis cannot be told'],
  ])('%j is refused in words', async (args, env, code, words) => {
    const answer = await run(args, env);
    expect(answer).toMatchObject({ code, out: '', err: expect.stringContaining(words) });
  });
});
