import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCaller } from '../../../auth/caller.js';
import { sharing } from '../../../gateway/engine/compiled/share.js';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { sourcesBehind, withSources } from '../../../gateway/source-notes.js';
import { maxSources, sourcesIn } from '../../../gateway/subgraph-call/source-notes.js';
import { askOnce, sendJson, startSubgraphServer, type SubgraphServer } from '../subgraph-call/subgraph-server.js';

const note = { source: 'a', system: 'igate', jurisdiction: 'vinh', status: 'OK', ageSeconds: 1, ms: 2 } as const;
const secret = 's'.repeat(40);
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

describe('what a subgraph says of its sources', () => {
  test.each<[string, unknown]>([
    ['an unknown status', { ...note, status: 'GONE' }],
    ['no name', { ...note, source: '' }],
    ['a name without end', { ...note, source: 'x'.repeat(101) }],
    ['an age that is none', { ...note, ageSeconds: -1 }],
    ['a text for a number', { ...note, ms: '2' }],
    ['nothing', null],
  ])('is passed over where a source has %s', (_what, wrong) => {
    expect(sourcesIn({ sources: [wrong, note] })).toEqual([note]);
  });

  test('is nothing but what is known, and of so many sources', () => {
    const sources = Array.from({ length: 1_000 }, (_, i) => ({ ...note, source: `s${i}`, person: '040199000001' }));
    const read = sourcesIn({ sources });
    expect(read).toHaveLength(maxSources);
    expect(read[0]).toEqual({ ...note, source: 's0' });
    for (const none of [undefined, null, 1, 'x', {}, { sources: {} }, { sources: 'x' }]) expect(sourcesIn(none)).toEqual([]);
  });

  describe('over HTTP', () => {
    let server: SubgraphServer;
    const seen: (string | string[] | undefined)[] = [];
    beforeAll(async () => {
      server = await startSubgraphServer();
      server.answerWith((request, response) => {
        seen.push(request.headers['x-hub-max-age']);
        sendJson(response, { data: { field: 1 }, extensions: { sources: [note], secret: 'x' } });
      });
    });
    afterAll(() => server.close());

    test('is believed of one of ours, and of no stranger', async () => {
      expect(await askOnce(server.url, { secret }, { caller })).toEqual({ data: { field: 1 }, sources: [note], unshared: true });
      expect(await askOnce(server.url)).toEqual({ data: { field: 1 }, unshared: true });
    });

    test('is about answers no older than it was told', async () => {
      seen.length = 0;
      await askOnce(server.url, { secret }, { caller, maxAgeSeconds: 0 });
      await askOnce(server.url, { secret }, { caller });
      expect(seen).toEqual(['0', undefined]);
    });
  });
});

describe('calls that several wait for', () => {
  const answer: SubgraphAnswer = { data: { a: 1 }, sources: [note], unshared: true };
  const ask = (call: ReturnType<typeof sharing>, maxAgeSeconds?: number) =>
    call(
      { query: '{a}' },
      { caller: null, signal: new AbortController().signal, ...(maxAgeSeconds !== undefined && { maxAgeSeconds }) },
    );

  test('tell each of them of the sources', async () => {
    let calls = 0;
    const call = sharing(async () => (calls++, answer));
    const answers = await Promise.all([ask(call, 5), ask(call, 5)]);
    expect(calls).toBe(1);
    expect(answers).toEqual([1, 2].map(() => ({ data: { a: 1 }, sources: [note] })));
  });

  test('are not shared between those who accept answers of another age', async () => {
    let calls = 0;
    const call = sharing(async () => (calls++, answer));
    await Promise.all([ask(call), ask(call, 0), ask(call, 60)]);
    expect(calls).toBe(3);
  });
});

describe('what an answer tells of its sources', () => {
  const calls = (...sources: object[]) => [{ name: 'x', status: 'OK', ms: 1, sources: sources as (typeof note)[] }] as const;

  test('is the worst of each, sorted', () => {
    const other = { ...note, source: 'b' };
    expect(
      sourcesBehind([
        ...calls(other, { ...note, ageSeconds: null, status: 'FAILED', ms: 9 }),
        ...calls({ ...note, ageSeconds: 7, ms: 3 }, note),
        { name: 'y', status: 'OK', ms: 1 },
      ]),
    ).toEqual([{ ...note, status: 'FAILED', ageSeconds: 7, ms: 9 }, other]);
  });

  test('tells a subgraph from a source of the same name', () => {
    const subgraph = { ...note, system: 'subgraph', status: 'FAILED' };
    expect(sourcesBehind(calls(subgraph, note))).toEqual([note, subgraph]);
  });

  test('stands beside whatever else the answer has to say', () => {
    const answer = { data: null, extensions: { masked: [1] } };
    expect(withSources(answer, calls(note))).toEqual({ data: null, extensions: { masked: [1], sources: [note] } });
    expect(withSources(answer, [])).toBe(answer);
  });
});
