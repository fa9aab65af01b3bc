import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listQuery, startOfficeSubgraph } from './office-fixture.js';

let office: Awaited<ReturnType<typeof startOfficeSubgraph>>;
let ask: typeof office.ask;
beforeAll(async () => {
  office = await startOfficeSubgraph();
  ask = office.ask;
});
afterAll(() => office.close());

describe('input', () => {
  test.each([
    ['{ document(id: "10001") { id } }', 'id'],
    [listQuery('jurisdiction: "Vinh!"'), 'filter.jurisdiction'],
    [listQuery('jurisdiction: "vinh", agency: "h41"'), 'filter.agency'],
    [listQuery('jurisdiction: "vinh", from: "09/06/2026"'), 'filter.from'],
    [listQuery('jurisdiction: "vinh", to: "2026-02-30"'), 'filter.to'],
    [listQuery('jurisdiction: "vinh", dossierCode: "x"'), 'filter.dossierCode'],
    [listQuery('jurisdiction: "vinh", search: ""'), 'filter.search'],
    [listQuery('jurisdiction: "vinh"', 'first: 0'), 'first'],
    [listQuery('jurisdiction: "vinh"', 'first: 101'), 'first'],
    [listQuery('jurisdiction: "vinh"', 'first: 1, after: "zzz"'), 'after'],
  ])('malformed: %s', async (query, argument) => {
    const { errors } = await ask(query);
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument } })]);
  });

  test('unknown codes are null, not errors', async () => {
    const { data, errors } = await ask(
      `{ a: document(id: "ioffice-nghe-an:99999999") { id } b: document(id: "ioffice-nowhere:1") { id } c: documents(filter: {jurisdiction: "atlantis"}, first: 1) { totalCount } d: documents(filter: {jurisdiction: "vinh", agency: "Z99"}, first: 1) { totalCount } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: null, b: null, c: null, d: { totalCount: 0 } });
  });
});
