import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createPublicServicesSubgraph } from '../../subgraphs/public-services/index.js';
import { createIgate } from '../../subgraphs/public-services/igate.js';
import { callerWith, serveAs, type Answer } from './public-services.kit.js';

// A source that misbehaves in one way at a time.

const row = {
  id: 'r1',
  code: 'H41.17-260609-0001',
  dossierStatus: { id: 5, name: 'Đã trả kết quả' },
  applicant: { data: { fullname: 'Nguyễn Văn A', identityNumber: '040199000009' } },
  procedure: { code: '1.001612', name: 'Đăng ký' },
  agency: { code: 'H41.17', ancestors: [] },
  appliedDate: '2026-06-09T08:30:00.000+0700',
};
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ ...row, id: `r${from + at}`, code: `H41.17-260609-${1000 + from + at}` }));
const personId = row.applicant.data.identityNumber;

type Reply = (parameters: URLSearchParams) => unknown;
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** An iGate whose search, and perhaps other paths, answer as told. */
async function stub(search: Reply, others: Record<string, Reply> = {}): Promise<SourceConfig> {
  const fixed: Record<string, Reply> = {
    '/auth/realms/digo/protocol/openid-connect/token': () => ({ access_token: 't', expires_in: 300 }),
    '/ba/agency/--search': () => ({ content: [{ id: 'a1', code: 'H41.17' }], last: true }),
    '/pa/dossier/search': search,
    ...others,
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path, query] = request.url!.split('?');
      const text = request.method === 'POST' ? Buffer.concat(chunks).toString() : query;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(fixed[path!]?.(new URLSearchParams(text)) ?? null));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return SourceConfig.parse({
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
}

async function igateOver(search: Reply, others?: Record<string, Reply>) {
  const igate = createIgate(await stub(search, others));
  open.push(() => igate.close());
  return igate;
}

const clerk = {
  ...callerWith(['auditor'], { jurisdictions: '*' }),
  grants: new Map([...callerWith(['auditor']).grants, ['public-services:personal', 'JURISDICTION']] as const),
};

async function ask(search: Reply, query: string, variables: object = {}): Promise<Answer> {
  const subgraph = await createPublicServicesSubgraph([await stub(search)]);
  const { app, ask: served } = await serveAs(subgraph);
  open.push(() => app.close());
  return served(clerk, query, variables);
}

const page = (content: readonly unknown[], more: object = {}) => ({
  content,
  last: true,
  totalElements: content.length,
  ...more,
});
const vinh = { agencies: ['H41.17'] };
const list = '{ dossiers(filter: { jurisdiction: "vinh" }, first: 10) { totalCount nodes { code } } }';
const ofPerson = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
  dossiers(first: 10) { totalCount nodes { code } } } } }`;
const person = { r: [{ __typename: 'Person', personalId: personId }] };
const faultsOf = ({ errors }: Answer) => errors?.map(({ path, extensions }) => [path.join('.'), extensions['code']]) ?? [];

describe('a row that cannot be read', () => {
  const broken = { ...row, code: 'H41.17-260609-0002', dossierStatus: null };

  test('costs its own place in a list, not its neighbours', async () => {
    const answer = await ask(() => page([row, broken, { ...row, code: 'H41.17-260609-0003' }]), list);
    expect(answer.data).toEqual({
      dossiers: { totalCount: 3, nodes: [{ code: 'H41.17-260609-0001' }, null, { code: 'H41.17-260609-0003' }] },
    });
    expect(faultsOf(answer)).toEqual([['dossiers.nodes.1', 'SOURCE_BAD_DATA']]);
    expect(JSON.stringify(answer.errors)).not.toContain('Nguyễn');
  });

  test('stands at the head of a person’s dossiers, whose number is then not known', async () => {
    const answer = await ask(() => page([row, broken]), ofPerson, person);
    expect(answer.data).toEqual({ _entities: [{ dossiers: { totalCount: null, nodes: [null, { code: row.code }] } }] });
    expect(faultsOf(answer)).toEqual([['_entities.0.dossiers.nodes.0', 'SOURCE_BAD_DATA']]);
  });

  test('makes an unknown code an error: it may be the one', async () => {
    const answer = await ask(
      () => page([row, broken]),
      `{ a: dossier(code: "${row.code}") { code } b: dossier(code: "${broken.code}") { code } }`,
    );
    expect(answer.data).toEqual({ a: { code: row.code }, b: null });
    expect(faultsOf(answer)).toEqual([['b', 'SOURCE_BAD_DATA']]);
  });
});

describe('what a source leaves out or writes another way', () => {
  test('is null, and the dossier is there', async () => {
    const sparse = { ...row, task: null, agency: { code: 'H41.17', ancestors: null }, procedure: null, eForm: null };
    const odd = { ...row, applicant: { data: { ...row.applicant.data, birthday: '1/1/1990' } } };
    const { dossiers } = await igateOver(() => page([sparse, { ...sparse, applicant: null }, odd]));
    const { rows } = await dossiers.search(vinh, 0, 10);
    expect(rows).toMatchObject([
      { steps: [], applicant: { fullName: 'Nguyễn Văn A' } },
      { applicant: null },
      { applicant: { birthDate: null } },
    ]);
  });

  test('steps are told oldest first, whatever order the source keeps', async () => {
    const task = [
      { name: 'Trả kết quả', assignedDate: null },
      { name: 'Thẩm định', assignedDate: '2026-06-10T08:00:00+07:00' },
      { name: 'Tiếp nhận', assignedDate: '2026-06-09T08:00:00+07:00' },
    ];
    const { dossiers } = await igateOver(() => page([{ ...row, task }]));
    const [found] = (await dossiers.search(vinh, 0, 10)).rows as readonly { steps: readonly { name: string }[] }[];
    expect(found!.steps.map(({ name }) => name)).toEqual(['Tiếp nhận', 'Thẩm định', 'Trả kết quả']);
  });

  test('a person’s dossiers are told newest first, whatever order the source keeps', async () => {
    const at = (year: number) => ({ ...row, code: `H41.17-${year}0101-0001`, appliedDate: `${year}-01-01T08:00:00+07:00` });
    const { data } = await ask(() => page([2024, 2026, 2025].map(at)), ofPerson, person);
    expect(JSON.stringify(data).match(/17-\d{4}/g)).toEqual(['17-2026', '17-2025', '17-2024']);
  });

  test('a fee without a quantity is one of it', async () => {
    const fee = { dossier: { id: 'r1' }, procost: { type: { name: 'Phí' } }, amount: 10, quantity: null, paid: null };
    const { fees } = await igateOver(() => null, { '/pa/dossier-fee/--by-dossiers': () => [fee] });
    expect((await fees.byDossiers(['r1']))[0]).toEqual([{ name: 'Phí', amount: 10, quantity: 1, paidAmount: 0, paid: false }]); // prettier-ignore
  });
});

test('a code of the older form is asked of the source whose root it ends with', async () => {
  const code = '000.00.17.H41-220921-0099';
  const { data } = await ask(
    () => page([{ ...row, code }]),
    `{ dossier(code: "${code}") { code } other: dossier(code: "000.00.17.H57-220921-0099") { code } }`,
  );
  expect(data).toEqual({ dossier: { code }, other: null });
});

describe('pages that cannot be so', () => {
  test('pages of another size than was asked for are refused, not taken for the rows in question', async () => {
    const { dossiers } = await igateOver((parameters) => {
      const at = Number(parameters.get('page')) * 5;
      return { content: numbered(5, at), number: Number(parameters.get('page')), size: 5, last: false, totalElements: 50 };
    });
    await expect(dossiers.search(vinh, 20, 10)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('a list that ends before its own total is an error, not a page without end', async () => {
    const search = (parameters: URLSearchParams) =>
      page(numbered(3).slice(Number(parameters.get('page')) * Number(parameters.get('size'))), { last: false, totalElements: 9 });
    const { dossiers } = await igateOver(search);
    expect((await dossiers.search(vinh, 0, 3)).rows).toHaveLength(3);
    await expect(dossiers.search(vinh, 3, 3)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('a list read whole goes on where the source does not say that it ends', async () => {
    const all = numbered(1500);
    const { dossiers } = await igateOver((parameters) => {
      const [at, size] = ['page', 'size'].map((name) => Number(parameters.get(name))) as [number, number];
      return { content: all.slice(at * size, (at + 1) * size) };
    });
    expect((await dossiers.ofPersons([personId]))[0]).toHaveLength(1500);
  });

  test('a source that tells a dossier twice does not lose another for it', async () => {
    const [a, b] = numbered(2);
    const twice = [a, a, b];
    const { dossiers } = await igateOver((parameters) => {
      const [at, size] = ['page', 'size'].map((name) => Number(parameters.get(name))) as [number, number];
      return { content: twice.slice(at * size, (at + 1) * size), last: (at + 1) * size >= twice.length };
    });
    const found = (await dossiers.byCodes([a!.code, b!.code])) as { code: string }[];
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set([a!.code, b!.code]));
  });

  test('a negative total, or one beyond all numbers, is bad data', async () => {
    for (const totalElements of [-1, 3_000_000_000]) {
      const { dossiers } = await igateOver(() => page([row], { totalElements }));
      await expect(dossiers.search(vinh, 0, 10)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    }
  });
});
