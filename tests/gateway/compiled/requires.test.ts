import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bothEngines } from './both-engines.js';
import { fees } from './federations/fees.js';

let services: Awaited<ReturnType<typeof bothEngines>>;
beforeAll(async () => void (services = await bothEngines(fees())), 30_000);
afterAll(() => services.stop());
const own = (query: string, variables?: object) => services.ask('compiled', query, variables);
const stocks = (query: string, variables?: object) => services.ask('apollo', query, variables);

describe('fields that require another with arguments', () => {
  test('are each given the value they ask for', async () => {
    const query = '{ service(id: "s2") { dollars euros dongs } }';
    expect((await own(query)).data).toEqual({ service: { dollars: 2, euros: 4, dongs: 50_000 } });
    expect((await stocks(query)).data).not.toEqual((await own(query)).data);
  });

  test('are so beside what the client asks of the same field', async () => {
    const query = '{ service(id: "s2") { fee(currency: "EUR") d: fee dollars euros dongs e: euros } }';
    expect((await own(query)).data).toEqual({ service: { fee: 4, d: 50_000, dollars: 2, euros: 4, dongs: 50_000, e: 4 } });
  });

  test('are so within lists and on interfaces', async () => {
    const query = '{ services { id itemsInDollars itemsInEuros bestInDongs items { c: cost(in: "VND") } } }';
    const { data, errors } = await own(query);
    expect(errors).toEqual([]);
    expect((data as { services: object[] }).services[0]).toEqual({
      id: 's1',
      itemsInDollars: 11 + 12,
      itemsInEuros: 22 + 24,
      bestInDongs: 19 * 25_000,
      items: [{ c: 11 * 25_000 }, { c: 12 * 25_000 }],
    });
  });

  test('are so where what they require requires something itself', async () => {
    const query = '{ service(id: "s2") { double triple plain } }';
    expect((await own(query)).data).toEqual({ service: { double: 4, triple: 6_004, plain: 2_004 } });
  });

  test('are so in what a change answers', async () => {
    const query = 'mutation { openService(id: "s2") { dollars euros } closeService(id: "s1") { euros dollars } }';
    expect((await own(query)).data).toEqual({
      openService: { dollars: 2, euros: 4 },
      closeService: { euros: 2, dollars: 1 },
    });
  });

  test('take their own arguments, variables and conditions along', async () => {
    const query =
      'query ($times: Int!, $no: Boolean!) { services { ...S } service(id: "s1") { ...S } } fragment S on Service { dollars(times: $times) euros @skip(if: $no) }';
    const { data } = await own(query, { times: 7, no: true });
    expect(data).toEqual({ services: [{ dollars: 7 }, { dollars: 14 }, { dollars: null }], service: { dollars: 7 } });
    expect((await own(query, { times: 7, no: false })).data).toMatchObject({ service: { dollars: 7, euros: 2 } });
  });

  test('are given them whatever a condition leaves out beside them', async () => {
    const query = 'query ($no: Boolean!) { service(id: "s2") { dollars itemsInEuros @include(if: $no) } }';
    expect((await own(query, { no: false })).data).toEqual({ service: { dollars: 2 } });
    expect((await own(query, { no: true })).data).toEqual({ service: { dollars: 2, itemsInEuros: 42 + 44 } });
    expect((await stocks(query, { no: false })).data).toEqual({ service: { dollars: null } });
  });

  test('ask no more of a subgraph where they ask for the same', async () => {
    const { fetches } = await own('{ service(id: "s2") { dollars name } }');
    expect(fetches.map(({ name }) => name)).toEqual(['register', 'exchange']);
    const representation = { __typename: 'Service', id: 's2', fee: 2 };
    expect(fetches[1]!.variables).toEqual({ representations: [representation] });
  });

  test('show clients nothing of it', async () => {
    const service = services.apiSchema.getType('Service');
    const names = service && 'getFields' in service ? Object.keys(service.getFields()) : [];
    expect(names).toContain('fee');
    expect(names.filter((name) => name.startsWith('_'))).toEqual([]);
  });
});
