import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createCaller, type Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { createPublicServicesSubgraph } from '../../subgraphs/public-services/index.js';
import { callerWith, serveAs } from './public-services.kit.js';

type Ratings = readonly [satisfied: number, acceptable: number, unsatisfied: number];

/** One agency's line of the report: all dossiers finished in time and came in online. */
const line = (received: number, [satisfied, acceptable, unsatisfied]: Ratings) => ({
  agency: { code: 'H41.17' },
  received,
  receivedOnline: received,
  inProcessOnTime: 0,
  inProcessOverdue: 0,
  completedOnTime: received,
  completedOverdue: 0,
  byProcedureLevel: [{ level: 4, received, receivedOnline: received }],
  byDossierStatus: [{ id: 5, count: received }],
  evaluation: { satisfied, acceptable, unsatisfied },
});

/** An iGate that signs anybody in and reports `line`. */
async function igateWith(report: object) {
  const server = http.createServer((request, response) => {
    const answer = request.url!.startsWith('/auth/') ? { access_token: 't', expires_in: 300 } : [report];
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source = SourceConfig.parse({
    id: 'igate-x',
    system: 'igate',
    jurisdictions: ['vinh'],
    prefixes: ['H41'],
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options: {
      clientId: 'hub',
      clientSecret: 's',
      agencies: { vinh: ['H41.17'] },
      statisticsSuffix: 'x',
      statusTable: { codes: { 5: 10 }, default: 4 },
    },
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { source, close };
}

const figures = `dossierStatistics { suppressed received completed inProgress onTime overdue onTimeShare onlineShare byStatus { count }
  byServiceLevel { received } satisfaction { suppressed satisfied acceptable unsatisfied total satisfiedShare } }`;
const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { ${figures} } ... on Agency { ${figures} } } }`;
const r = [
  { __typename: 'Jurisdiction', slug: 'vinh' },
  { __typename: 'Agency', id: 'H41.17' },
];

/** What `caller` reads of a city and of its only agency. */
async function readBoth(caller: Caller, received: number, ratings: Ratings): Promise<readonly unknown[]> {
  const igate = await igateWith(line(received, ratings));
  const { app, ask } = await serveAs(await createPublicServicesSubgraph([igate.source]));
  const { data, errors } = await ask(caller, query, { r });
  await app.close();
  await igate.close();
  expect(errors ?? []).toEqual([]);
  return (data!['_entities'] as { dossierStatistics: unknown }[]).map(({ dossierStatistics }) => dossierStatistics);
}

async function read(caller: Caller, received: number, ratings: Ratings = [0, 0, 0]): Promise<unknown> {
  const [city, agency] = await readBoth(caller, received, ratings);
  expect(agency).toEqual(city);
  return city;
}

const noRatings = { suppressed: true, satisfied: null, acceptable: null, unsatisfied: null, total: null, satisfiedShare: null };
const withheld = {
  suppressed: true,
  received: null,
  completed: null,
  inProgress: null,
  onTime: null,
  overdue: null,
  onTimeShare: null,
  onlineShare: null,
  byStatus: null,
  byServiceLevel: null,
  satisfaction: noRatings,
};
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const officer = callerWith(['ioc', 'officer'], { jurisdictions: ['vinh'], agency: 'H41.17' });

describe('fewer than five dossiers', () => {
  test.each([1, 4])('%i: no figure of them is told to who may not read their applicants', async (received) => {
    expect(await read(ioc, received, [1, 0, 0])).toEqual(withheld);
  });

  test('none, or five, are told', async () => {
    expect(await read(ioc, 0)).toMatchObject({ suppressed: false, received: 0, completed: 0, onlineShare: null, overdue: 0 });
    expect(await read(ioc, 5)).toMatchObject({
      suppressed: false,
      received: 5,
      completed: 5,
      inProgress: 0,
      onTimeShare: 1,
      byStatus: [{ count: 5 }],
      satisfaction: { suppressed: false, total: 0, satisfied: 0, satisfiedShare: null },
    });
  });

  test('are told to an officer of their agency, but not all agencies’ together', async () => {
    const [city, agency] = await readBoth(officer, 4, [1, 0, 1]);
    expect(city).toEqual(withheld);
    const satisfaction = { suppressed: false, satisfied: 1, acceptable: 0, unsatisfied: 1, total: 2, satisfiedShare: 0.5 };
    expect(agency).toMatchObject({ suppressed: false, received: 4, byStatus: [{ count: 4 }], satisfaction });
  });

  test.each<[string, Caller]>([
    ['an officer without a purpose', createCaller({ ...officer, purpose: null })],
    ['an auditor, who sees masks', callerWith(['auditor'], { jurisdictions: '*' })],
    ['who may read their own dossiers', callerWith(['ioc', 'citizen'], { jurisdictions: ['vinh'], personalId: '040199000001' })],
  ])('not to %s', async (_, caller) => {
    expect(await read(caller, 4, [1, 1, 1])).toEqual(withheld);
  });
});

describe('ratings', () => {
  const rated = async (...ratings: Ratings) => ((await read(ioc, 40, ratings)) as { satisfaction: unknown }).satisfaction;

  test('of fewer than five people are withheld among many dossiers', async () => {
    expect(await rated(3, 0, 1)).toEqual(noRatings);
    const five = { suppressed: false, satisfied: 5, acceptable: 0, unsatisfied: 0, total: 5, satisfiedShare: 1 };
    expect(await rated(5, 0, 0)).toEqual(five);
  });

  test('of one kind by fewer than five people are withheld, with what would give them away', async () => {
    const most = { suppressed: true, satisfied: 18, acceptable: null, unsatisfied: null, total: 25, satisfiedShare: 0.72 };
    expect(await rated(18, 6, 1)).toEqual(most);
    const all = { suppressed: true, satisfied: null, acceptable: null, unsatisfied: null, total: 20, satisfiedShare: null };
    expect(await rated(18, 1, 1)).toEqual(all);
    const zero = { suppressed: true, satisfied: null, acceptable: 0, unsatisfied: null, total: 20, satisfiedShare: null };
    expect(await rated(18, 0, 2)).toEqual(zero);
  });
});
