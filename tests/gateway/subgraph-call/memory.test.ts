import { expect, test } from '@jest/globals';
import { createCaller } from '../../../auth/caller.js';
import { maxErrors } from '../../../gateway/subgraph-call/answer.js';
import { callInMemory, type LocalSubgraph } from '../../../gateway/subgraph-call/memory.js';
import { failed } from './subgraph-server.js';

const caller = createCaller({
  issuer: 'i',
  subject: 's',
  clientId: 'c',
  tokenId: 't',
  roles: ['ioc'],
  purpose: null,
  jurisdictions: '*',
  agency: null,
  personalId: null,
});
const signal = new AbortController().signal;
const query = '{ field }';
const call = (subgraph: LocalSubgraph, variables?: Record<string, unknown>, context = {}) =>
  callInMemory('far', subgraph)({ query, variables }, { caller, signal, ...context });
/** A subgraph that answers with what no subgraph should. */
const answering = (answer: unknown) => (async () => answer) as unknown as LocalSubgraph;
const never: LocalSubgraph = () => new Promise(() => undefined);

test('a subgraph that does not answer is given up at the deadline, or with the signal', async () => {
  expect(await call(never, {}, { deadline: Date.now() + 30 })).toEqual(failed('SOURCE_TIMEOUT'));
  const controller = new AbortController();
  const given = call(never, {}, { signal: controller.signal });
  controller.abort();
  expect(await given).toEqual(failed('SOURCE_TIMEOUT'));
});

test('a subgraph is not asked after the deadline, and else told of it', async () => {
  const told: unknown[] = [];
  const subgraph: LocalSubgraph = async (_request, _caller, terms) => {
    told.push(terms);
    return { data: {} };
  };
  expect(await call(subgraph, {}, { deadline: Date.now() - 1 })).toEqual(failed('SOURCE_TIMEOUT'));
  expect(told).toEqual([]);
  const deadline = Date.now() + 60_000;
  await call(subgraph, {}, { deadline, maxAgeSeconds: 60 });
  await call(subgraph);
  expect(told).toEqual([{ deadline, maxAgeSeconds: 60 }, {}]);
});

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

test.each<[string, LocalSubgraph, string]>([
  ['throws', () => { throw new Error('x'); }, 'SOURCE_UNAVAILABLE'], // prettier-ignore
  ['rejects', () => Promise.reject(new Error('x')), 'SOURCE_UNAVAILABLE'],
  ['answers with nothing', answering(undefined), 'SOURCE_BAD_DATA'],
  ['answers with neither data nor errors', answering({}), 'SOURCE_BAD_DATA'],
  ['answers with a list as data', answering({ data: [] }), 'SOURCE_BAD_DATA'],
  ['answers with what contains itself', answering({ data: cyclic }), 'SOURCE_BAD_DATA'],
  ['answers with what JSON cannot carry', answering({ data: { field: 1n } }), 'SOURCE_BAD_DATA'],
])('a subgraph that %s costs its own fields', async (_name, subgraph, code) => {
  expect(await call(subgraph)).toEqual(failed(code));
});

test('neither side can change what the other holds', async () => {
  const kept = { list: [{ name: 'a' }], at: new Date(0), none: undefined, unknown: Number.NaN };
  const variables = { representations: [{ id: '1' }] };
  const subgraph: LocalSubgraph = async ({ variables: given }) => {
    (given!['representations'] as { id: string }[])[0]!.id = 'changed';
    return { data: { kept } };
  };
  const { data } = await call(subgraph, variables);
  expect(variables).toEqual({ representations: [{ id: '1' }] });
  expect(data).toEqual(JSON.parse(JSON.stringify({ kept })));
  (data!['kept'] as typeof kept).list[0]!.name = 'changed';
  expect(kept.list[0]!.name).toBe('a');
});

test('keys that name what every object has are plain keys', async () => {
  const { data } = await call(answering({ data: JSON.parse('{"__proto__":{"polluted":1},"field":1}') }));
  expect(Object.keys(data!)).toEqual(['__proto__', 'field']);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
});

test('the data beside a flood of errors is kept, and so many of them', async () => {
  const errors = Array.from({ length: 1_000 }, () => ({
    message: 'x',
    extensions: { code: 'SOURCE_TIMEOUT', source: { nested: 1 } },
  }));
  const answer = await call(answering({ data: { field: 1 }, errors }));
  expect(answer.data).toEqual({ field: 1 });
  expect(answer.errors).toHaveLength(maxErrors);
  expect(answer.errors![0]).toEqual({ message: 'x', extensions: { code: 'SOURCE_TIMEOUT' } });
});
