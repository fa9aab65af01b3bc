import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { igateSystems } from '../../sandbox/systems/igate/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
const tokenPath = '/auth/realms/digo/protocol/openid-connect/token';

let system: RunningSystem;
let token: string;
beforeAll(async () => {
  system = await startSystem(igateSystems(world)[0]!, { latencyMs: 0 });
  token = (await signIn(system)).access_token;
});
afterAll(() => system.close());

const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });

async function signIn({ source }: RunningSystem) {
  const { clientId, clientSecret } = source.options as { clientId: string; clientSecret: string };
  const response = await fetch(
    source.url + tokenPath,
    form({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  );
  return (await response.json()) as { access_token: string; expires_in: number };
}

interface SearchPage {
  readonly content: { code: string; applicant: { data: { birthday: string; identityNumber: string } }; appliedDate: string }[];
  readonly totalElements?: number;
  readonly last: boolean;
}

const search = async (parameters: Record<string, string>, method = 'GET'): Promise<SearchPage> => {
  const url = `${system.source.url}/pa/dossier/search`;
  const headers = { authorization: `Bearer ${token}` };
  const response =
    method === 'GET'
      ? await fetch(`${url}?${new URLSearchParams(parameters).toString()}`, { headers })
      : await fetch(url, { ...form(parameters), headers });
  return (await response.json()) as SearchPage;
};

test('there is one iGate for each province, with the prefixes of its dossier codes', () => {
  expect(igateSystems(world).map(({ source }) => [source.id, source.prefixes, source.jurisdictions])).toEqual([
    ['igate-nghe-an', ['H41'], ['vinh', 'thai-hoa', 'hoang-mai']],
    ['igate-quang-tri', ['H50'], ['dong-ha', 'dong-hoi']],
    ['igate-hue', ['H57'], ['hue']],
  ]);
});

test('nothing is told without a token that is still good', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${system.source.url}/pa/dossier/search`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: 'Bearer made-up' })).status).toBe(401);
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);

  const brief = await startSystem(igateSystems(world, { tokenSeconds: 0.05 })[0]!, { latencyMs: 0 });
  const { access_token: soonOver } = await signIn(brief);
  await new Promise((resolve) => setTimeout(resolve, 80));
  const late = await fetch(`${brief.source.url}/pa/dossier/search`, { headers: { authorization: `Bearer ${soonOver}` } });
  expect(late.status).toBe(401);
  await brief.close();
});

test('a wrong secret gets no token', async () => {
  const fields = { grant_type: 'client_credentials', client_id: 'lien-thong-hub', client_secret: 'guess' };
  expect((await fetch(system.source.url + tokenPath, form(fields))).status).toBe(401);
});

test('a page knows the total, a slice only whether it is the last', async () => {
  const own = world.dossiers.filter(({ code }) => code.startsWith('H41'));
  const page = await search({ spec: 'page', page: '0', size: '10' });
  expect(page).toMatchObject({ totalElements: own.length, last: false, number: 0, size: 10 });
  const slice = await search({ spec: 'slice', page: '1', size: '10' });
  expect(slice.totalElements).toBeUndefined();
  const codes = [...page.content, ...slice.content].map(({ code }) => code);
  expect(new Set(codes).size).toBe(20);
});

test('a form takes the same parameters, several people and codes among them', async () => {
  const applicants = world.dossiers.filter(({ jurisdiction }) => jurisdiction === 'vinh').map(({ applicantId }) => applicantId);
  const [a, b] = new Set(applicants);
  const found = await search({ 'identity-number': `${a},${b}`, size: '500' }, 'POST');
  expect(new Set(found.content.map(({ applicant }) => applicant.data.identityNumber))).toEqual(new Set([a, b]));
  const [first, second] = found.content.map(({ code }) => code);
  const byCode = await search({ code: `${first},${second},H41.17-200101-9999` }, 'POST');
  expect(new Set(byCode.content.map(({ code }) => code))).toEqual(new Set([first, second]));
});

test('dates come in several spellings, and birthdays a day early', async () => {
  const { content } = await search({ size: '100' });
  const endings = new Set(content.map(({ appliedDate }) => appliedDate.slice(23)));
  expect(endings).toEqual(new Set(['+0700', '+07:00', '+0000']));
  const hers = await search({ code: wellKnown.dossierCode });
  const { birthDate } = world.people.find(({ personalId }) => personalId === wellKnown.personalId)!;
  const { birthday } = hers.content[0]!.applicant.data;
  expect(birthday).toMatch(/T17:00:00\.000\+0000$/);
  expect(birthday.slice(0, 10) < birthDate).toBe(true);
});

test('dossiers are found by the day they were applied for', async () => {
  const from = '2026-01-31T17:00:00.000Z';
  const to = '2026-02-28T16:59:59.999Z';
  const { totalElements } = await search({ 'applied-from': from, 'applied-to': to });
  const truth = world.dossiers.filter(({ code, appliedAt }) => code.startsWith('H41') && appliedAt.startsWith('2026-02'));
  expect(totalElements).toBe(truth.length);
});

test('notes progress once for each key', async () => {
  type Row = { id: string; task: { name: unknown; comment: string }[] };
  const row = async () => (await search({ code: wellKnown.dossierCode })).content[0] as unknown as Row;
  const { id, task } = await row();
  const note = async (body: object, headers: object = { authorization: `Bearer ${token}` }) =>
    fetch(`${system.source.url}/pa/dossier/--progress`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const body = { dossier: { id }, task: { name: 'Xác minh' }, comment: 'Đã đo đạc', requestKey: 'request-0001' };
  for (let times = 0; times < 2; times++) expect(await (await note(body)).json()).toEqual({ id, affectedRows: 1 });
  const statuses = [];
  for (const [refused, headers] of [
    [{ ...body, comment: 'Khác' }],
    [{ ...body, requestKey: 'x' }],
    [{ ...body, comment: '' }],
    [{ ...body, dossier: { id: 'x' } }],
    [{ ...body, requestKey: 'request-0002' }, {}],
  ] as const)
    statuses.push((await note(refused, headers)).status);
  expect(statuses).toEqual([409, 400, 400, 404, 401]);
  const after = (await row()).task;
  expect(after).toHaveLength(task.length + 1);
  expect(after.at(-1)).toMatchObject({ comment: 'Đã đo đạc' });
});
