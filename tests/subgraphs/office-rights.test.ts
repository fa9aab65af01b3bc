import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import {
  auditor,
  citizen,
  codesIn,
  idOf,
  ioc,
  known,
  listedIn,
  listQuery,
  ngheAn,
  officer,
  officerInIoc,
  startOfficeSubgraph,
  vinh,
} from './office-fixture.js';

const lastNumber = Math.max(...ngheAn.map(({ id }) => id));
const secretIds = [idOf(lastNumber + 1), idOf(lastNumber + 2)];

let office: Awaited<ReturnType<typeof startOfficeSubgraph>>;
let ask: typeof office.ask;
beforeAll(async () => {
  office = await startOfficeSubgraph();
  ask = office.ask;
});
afterAll(() => office.close());

describe('secret papers', () => {
  test('are not there, by whatever way they are asked for', async () => {
    const byId = await ask(`{ ${secretIds.map((id, at) => `d${at}: document(id: "${id}") { id }`).join(' ')} }`);
    expect(byId).toEqual({ data: { d0: null, d1: null }, errors: [] });
    const bySearch = listedIn(await ask(listQuery('jurisdiction: "vinh", search: "bao ve bi mat nha nuoc"')));
    expect(bySearch).toMatchObject({ nodes: [], totalCount: 0 });
    const entities = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Document { id subject steps { action } files { name } } } }',
      auditor,
      { r: secretIds.map((id) => ({ __typename: 'Document', id })) },
    );
    expect(entities.data['_entities']).toEqual([null, null]);
  });
});

describe('rows', () => {
  const mine = vinh.find(({ agencyId }) => agencyId === wellKnown.agencyId)!;
  const colleagues = vinh.find(({ agencyId }) => agencyId !== wellKnown.agencyId)!;

  test('an officer reads the register of their own agency alone', async () => {
    const { data, errors } = await ask(
      `{ mine: document(id: "${idOf(mine.id)}") { id steps { comment officerName } } theirs: document(id: "${idOf(colleagues.id)}") { id } }`,
      officer,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ mine: { id: idOf(mine.id), steps: expect.any(Array) }, theirs: null });
    const { nodes, totalCount } = listedIn(await ask(listQuery('jurisdiction: "vinh"', 'first: 100'), officer));
    expect(totalCount).toBe(vinh.filter(({ agencyId }) => agencyId === wellKnown.agencyId).length);
    expect(nodes.every(({ agency }) => agency.id === wellKnown.agencyId)).toBe(true);
    expect(codesIn(await ask(listQuery(`jurisdiction: "vinh", agency: "${colleagues.agencyId}"`), officer))).toEqual([
      'FORBIDDEN',
    ]);
  });

  test('an officer finds of a dossier only the documents of their agency', async () => {
    const foreign = vinh.find(({ agencyId, dossierCode }) => dossierCode !== null && agencyId !== wellKnown.agencyId)!;
    const { data } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dossier { code documents(first: 10) { totalCount nodes { agency { id } } } } } }',
      officer,
      { r: [wellKnown.dossierCode, foreign.dossierCode].map((code) => ({ __typename: 'Dossier', code })) },
    );
    const [own, other] = data['_entities'] as { documents: { totalCount: number } }[];
    expect(own!.documents.totalCount).toBeGreaterThan(0);
    expect(other!.documents.totalCount).toBe(0);
  });

  test('a city reads its own documents and is refused another city', async () => {
    const elsewhere = ngheAn.find(({ jurisdiction }) => jurisdiction === 'thai-hoa')!;
    const { data } = await ask(`{ a: document(id: "${known}") { id } b: document(id: "${idOf(elsewhere.id)}") { id } }`, ioc);
    expect(data).toEqual({ a: { id: known }, b: null });
    expect(codesIn(await ask(listQuery('jurisdiction: "hue"'), ioc))).toEqual(['FORBIDDEN']);
  });

  test('statistics of another city’s agency are refused', async () => {
    const elsewhere = ngheAn.find(({ jurisdiction }) => jurisdiction === 'thai-hoa')!;
    const answer = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { documentStatistics { incoming } } ... on Jurisdiction { documentStatistics { incoming } } } }',
      ioc,
      {
        r: [
          { __typename: 'Agency', id: elsewhere.agencyId },
          { __typename: 'Jurisdiction', slug: 'hue' },
        ],
      },
    );
    expect(codesIn(answer)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('names and comments of officers need the right to personal data', async () => {
    const answer = await ask(`{ document(id: "${known}") { steps { action comment officerName } } }`, ioc);
    expect(new Set(codesIn(answer))).toEqual(new Set(['UNAUTHORIZED_FIELD_OR_TYPE']));
    expect(answer.data).toMatchObject({
      document: { steps: expect.arrayContaining([{ action: expect.any(String), comment: null, officerName: null }]) },
    });
  });

  test('who holds several roles reads names and comments only where the right to them reaches', async () => {
    const { data, errors } = await ask(
      `{ mine: document(id: "${idOf(mine.id)}") { steps { comment officerName } } theirs: document(id: "${idOf(colleagues.id)}") { steps { action comment officerName } } }`,
      officerInIoc,
    );
    const { mine: own, theirs } = data as Record<string, { steps: { comment: string | null; officerName: string | null }[] }>;
    expect(own!.steps.some(({ officerName }) => officerName !== null)).toBe(true);
    expect(theirs!.steps.length).toBeGreaterThan(0);
    expect(theirs!.steps.every(({ comment, officerName }) => comment === null && officerName === null)).toBe(true);
    expect(errors.every(({ path, extensions }) => path![0] === 'theirs' && extensions!['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE')).toBe(true); // prettier-ignore
  });

  test('a citizen reads no documents, by no way', async () => {
    expect(codesIn(await ask(`{ document(id: "${known}") { id } }`, citizen))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    const { data } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Document { subject } ... on Dossier { documents(first: 1) { totalCount } } } }',
      citizen,
      {
        r: [
          { __typename: 'Document', id: known },
          { __typename: 'Dossier', code: wellKnown.dossierCode },
        ],
      },
    );
    expect(data['_entities']).toEqual([null, { documents: null }]);
  });
});
