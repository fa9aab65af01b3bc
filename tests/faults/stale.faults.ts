import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Question, type Told } from './asker.js';
import { startFaultHub, type FaultHub } from './fault-hub.js';
import { keptFor } from './kept.js';
import { domains, expectTheRest, overview } from './overview.js';
import { logged, report, told } from './report.js';

const scorecard: Question = { persona: 'ioc', name: 'Scorecard' };
const file: Question = { persona: 'citizen', name: 'CitizenFile' };
const freshFor = 1;

let hub: FaultHub;
let warm: Record<'overview' | 'scorecard' | 'file', Told>;
beforeAll(async () => {
  hub = await startFaultHub({ file: keptFor((personal) => (personal ? { freshFor } : { freshFor, usableFor: 3_600 })) });
  warm = { overview: await hub.ask(overview), scorecard: await hub.ask(scorecard), file: await hub.ask(file) };
  for (const { errors } of Object.values(warm)) expect(errors).toEqual([]);
  await sleep(freshFor * 1_000 + 700);
  for (const proxy of Object.values(hub.proxies)) await proxy.set({ kind: 'down' });
}, 60_000);
afterAll(() => hub.stop(), 30_000);

const ages = ({ sources }: Told) =>
  sources.map(({ source, status, ageSeconds }) => `${source} ${status} ${ageSeconds ?? '-'} s`).join(', ');

async function during(question: Question): Promise<Told> {
  await hub.clear();
  const answer = await hub.ask(question);
  await sleep(100);
  report({
    row: '9',
    fault: `every source is down after ${question.name} was asked once, and is fresh no more`,
    client: `${told([answer])}; sources: ${ages(answer)}`,
    log: logged(hub.logged()),
    source: 'nobody listens',
  });
  return answer;
}

/** An answer without what says how old it is. */
const substance = ({ data }: Told) =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'provenance' ? undefined : value))) as unknown;

test('with all sources down a city’s overview is told as it was, and how old each part is', async () => {
  const answer = await during(overview);
  expect(answer.errors).toEqual([]);
  expectTheRest([answer]);
  expect(substance(answer)).toEqual(substance(warm.overview));
  const stale = answer.sources.filter(({ status, ageSeconds }) => status === 'STALE' && ageSeconds! >= freshFor);
  expect(stale.map(({ source }) => source)).toEqual(expect.arrayContaining(Object.values(domains)));
  expect(answer.sources).toHaveLength(stale.length);
});

test('a scorecard, too', async () => {
  const answer = await during(scorecard);
  expect(answer.errors).toEqual([]);
  expect(substance(answer)).toEqual(substance(warm.scorecard));
  expect(answer.sources).toEqual([
    expect.objectContaining({ source: 'kpi-nghe-an', status: 'STALE', ageSeconds: expect.any(Number) }),
  ]);
});

test('nothing of a person is', async () => {
  const answer = await during(file);
  const { person } = answer.data as { person: Readonly<Record<string, unknown>> };
  expect(person['healthRecord']).toBeNull();
  for (const list of ['dossiers', 'parcels']) {
    const { totalCount, nodes } = person[list] as { totalCount: number | null; nodes: unknown[] };
    expect(totalCount).toBeNull();
    expect(nodes.filter((node) => node !== null)).toEqual([]);
  }
  expect(answer.text).not.toMatch(/Nguyễn Thị Minh Hạnh/);
  expect(answer.errors.length).toBeGreaterThanOrEqual(3);
  expect(answer.sources.filter(({ status }) => status !== 'FAILED' && status !== 'SKIPPED')).toEqual([]);
});
