import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { createWorld } from '../../sandbox/world/index.js';
import { callerWith, serveAs, startPublicServices, type Answer } from './public-services.kit.js';

const world = createWorld({ scale: 0.1 });
// The agency's few dossiers are told to its own officers.
const head = callerWith(['ioc', 'officer'], { jurisdictions: '*', agency: 'H41.17' });
// Answers are only compared: their shape is what the queries say.
// oxlint-disable-next-line typescript/no-explicit-any
type Found = Record<string, any>;

describe('statistics', () => {
  let under: Awaited<ReturnType<typeof startPublicServices>>;
  let app: FastifyInstance;
  let ask: (as: Caller, query: string, variables?: object) => Promise<Answer>;
  beforeAll(async () => {
    under = await startPublicServices(world);
    ({ app, ask } = await serveAs(under.subgraph));
  });
  afterAll(async () => {
    await app.close();
    await under.close();
  });
  const read = async (query: string, variables?: object) => {
    const { data, errors } = await ask(head, query, variables);
    expect(errors ?? []).toEqual([]);
    return data as Found;
  };

  test('are the source’s own report, and agree with its rows', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename
      ... on Jurisdiction { dossierStatistics(from: "2026-01-01", to: "2026-06-30") { ...s } }
      ... on Agency { dossierStatistics(from: "2026-01-01", to: "2026-06-30") { ...s } } } }
      fragment s on DossierStatistics { received completed inProgress onTime overdue onTimeShare onlineShare
        byStatus { status count } byServiceLevel { level received online onlineShare } satisfaction { total satisfied satisfiedShare }
        provenance { source jurisdiction } }`;
    const before = await under.requests();
    const { _entities: found } = await read(query, {
      r: [
        { __typename: 'Jurisdiction', slug: 'vinh' },
        { __typename: 'Jurisdiction', slug: 'thai-hoa' },
        { __typename: 'Agency', id: 'H41.17' },
        { __typename: 'Agency', id: 'H41' },
      ],
    });
    expect((await under.requests()) - before).toBeLessThanOrEqual(2);
    const period = world.dossiers.filter(({ appliedAt }) => appliedAt >= '2026-01-01' && appliedAt < '2026-07-01');
    const vinh = period.filter(({ jurisdiction }) => jurisdiction === 'vinh');
    const completed = vinh.filter(({ completedAt }) => completedAt !== null);
    const inTime = completed.filter(({ completedAt, dueAt }) => Date.parse(completedAt!) <= Date.parse(dueAt!));
    expect(found[0].dossierStatistics).toMatchObject({
      received: vinh.length,
      completed: completed.length,
      onTime: inTime.length,
      onTimeShare: inTime.length / completed.length,
      onlineShare: vinh.filter(({ online }) => online).length / vinh.length,
      provenance: { source: 'igate-nghe-an', jurisdiction: 'vinh' },
    });
    const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
    expect(sum(found[0].dossierStatistics.byStatus)).toBe(vinh.length);
    const levels: { received: number; online: number; onlineShare: number | null }[] = found[0].dossierStatistics.byServiceLevel;
    expect(sum(levels.map(({ received }) => ({ count: received })))).toBe(vinh.length);
    for (const { received, online, onlineShare } of levels) expect(onlineShare).toBe(received === 0 ? null : online / received);
    expect(found[2].dossierStatistics.received).toBe(vinh.filter(({ agencyId }) => agencyId === 'H41.17').length);
    expect(found[3].dossierStatistics).toBeNull();
  });
});
