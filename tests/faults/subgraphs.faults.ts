import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startIssuer } from '../../auth/issuer/issuer.js';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import type { Log } from '../../core/log.js';
import { buildGateway } from '../../gateway/server.js';
import { callOverHttp } from '../../gateway/subgraph-call/http.js';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { serveApart, type Ends } from '../hub/apart.kit.js';
import { createAsker, type Asker } from './asker.js';
import { answering, type Fault } from './fault.js';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';
import type { LogLine } from './hub-process.js';
import { cityOf, domains, overview, whole } from './overview.js';
import { arrived, logged, report, told } from './report.js';

const secret = 'k'.repeat(40);
const broken = 'land';
const timeoutMs = 1_500;
const atOnce = 20;
const ends: Ends = [];
const lines: LogLine[] = [];
let asker: Asker;
let proxy: FaultProxy;
/** How long so many take at most while all is well. */
let normalMs: number;

const keeping = (level: number) => (said: object, msg: string) => void lines.push({ level, msg, ...said });
const log = { info: keeping(30), warn: keeping(40), error: keeping(50) } as Log;

beforeAll(async () => {
  const served = await serveApart(secret, ends);
  proxy = await startFaultProxy(new URL(served.find(({ name }) => name === broken)!.url));
  const issuer = await startIssuer({ environment: 'test' });
  const gateway = await buildGateway({
    supergraphSdl: composeSupergraph(served),
    verifier: createTokenVerifier([issuer]),
    issuers: [issuer.issuer],
    trustedDocuments: '*',
    log,
    callFor: (name, url) =>
      callOverHttp(name, name === broken ? `${proxy.origin}/graphql` : url, {
        timeoutMs: name === broken ? timeoutMs : 8_000,
        secret,
      }),
  });
  ends.push(
    () => proxy.close(),
    () => issuer.close(),
    () => gateway.close(),
  );
  const origin = await gateway.listen({ host: '127.0.0.1', port: 0 });
  asker = await createAsker({ endpoint: `${origin}/graphql`, explorer: `${origin}/` });
  ends.push(() => asker.close());
  await whole(asker);
  await asker.askAtOnce(atOnce, overview);
  normalMs = Math.max(500, ...(await asker.askAtOnce(atOnce, overview)).map(({ ms }) => ms));
}, 60_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
}, 30_000);
beforeEach(() => {
  lines.length = 0;
  proxy.clear();
});
afterEach(async () => {
  await proxy.set({ kind: 'none' });
  await whole(asker);
}, 30_000);

const json = { 'content-type': 'application/json' };
const faults: readonly [string, string, Fault][] = [
  ['1', 'is down', { kind: 'down' }],
  ['2', 'says nothing', { kind: 'black-hole' }],
  ['3', 'takes 3 s', { kind: 'latency', ms: 3_000 }],
  ['4', 'ends after 60 bytes', { kind: 'truncate', afterBytes: 60 }],
  ['4', 'resets after 60 bytes', { kind: 'reset', afterBytes: 60 }],
  ['4', 'gives 40 bytes a second', { kind: 'slow', bytesPerSecond: 40 }],
  ['4', 'says what is no HTTP', { kind: 'garbage' }],
  ['5', 'answers with a page', answering('200 OK', { 'content-type': 'text/html' }, '<html>')],
  ['6', 'answers 500', answering('500 Internal Server Error', json, '{"error": "x"}')],
];

describe('a subgraph of another process', () => {
  test.each(faults)(
    'row %s: that %s costs its own fields, and is back at once',
    async (row, name, fault) => {
      await proxy.set(fault);
      const answers = await asker.askAtOnce(atOnce, overview);
      const seen = proxy.seen();
      await proxy.set({ kind: 'none' });
      const backMs = await whole(asker);
      await sleep(50);
      report({
        row,
        fault: `subgraph ${broken} ${name}`,
        client: `${told(answers)}; then told in full after ${backMs.toFixed(0)} ms`,
        log: logged(lines),
        source: arrived(seen),
      });
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        const city = cityOf(answer);
        for (const domain of Object.keys(domains)) expect(city[domain] === null).toBe(domain === 'landStatistics');
        expect(answer.errors.map(({ path }) => path)).toEqual([['jurisdiction', 'landStatistics']]);
        expect(answer.sources).toContainEqual(expect.objectContaining({ source: broken, system: 'subgraph', status: 'FAILED' }));
        expect(answer.ms).toBeLessThanOrEqual(timeoutMs + 2 * normalMs);
      }
      // Questions that are the same share one call; none is sent a second time.
      expect(seen.requests.length).toBeLessThanOrEqual(atOnce);
      expect(backMs).toBeLessThanOrEqual(2_000 + normalMs);
    },
    30_000,
  );

  test('row 3: that takes 300 ms is waited for', async () => {
    await proxy.set({ kind: 'latency', ms: 300, jitterMs: 60 });
    const answers = await asker.askAtOnce(atOnce, overview);
    report({
      row: '3',
      fault: `subgraph ${broken} takes 300 ms`,
      client: told(answers),
      log: logged(lines),
      source: arrived(proxy.seen()),
    });
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  }, 30_000);
});
