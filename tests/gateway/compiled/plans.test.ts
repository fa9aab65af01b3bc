import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createCompiledEngine } from '../../../gateway/engine/compiled/engine.js';
import { createPlanner, type Planner } from '../../../gateway/engine/compiled/planner/planner.js';
import type { Engine } from '../../../gateway/engine/engine.js';
import { refusedWith } from '../../../gateway/refused-request.js';
import { HubError } from '../../../core/errors.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';

const sdl = composeSupergraph([
  { name: 'one', sdl: 'type Query { a(x: Int): Int b: Int c: Thing } type Thing { d: Int e: Int }' },
]);
let planner: Planner;
beforeAll(async () => void (planner = await createPlanner(sdl)), 30_000);
afterAll(() => planner.stop());
const engines: Engine[] = [];
afterEach(async () => void (await Promise.all(engines.splice(0).map((engine) => engine.stop()))));

/** An engine that counts what it plans; `plan` in the place of the planner's. */
async function countingEngine(instead?: Planner['plan']) {
  const planned: boolean[] = [];
  const over = async (): Promise<Planner> => {
    const plan: Planner['plan'] = (document, operationName, background = false) => {
      planned.push(background);
      return (instead ?? planner.plan)(document, operationName, background);
    };
    return { ...planner, plan, stop: async () => undefined };
  };
  const engine = await createCompiledEngine(sdl, () => async () => ({ data: { a: 1, _a0: 1, b: 2, c: { d: 3 } } }), over);
  engines.push(engine);
  const ask = (text: string, operationName: string | null = null, signal = new AbortController().signal) =>
    engine.execute({
      document: parse(text),
      operationName,
      key: text,
      variables: {},
      caller: null,
      signal,
      onCall: () => undefined,
    });
  return { engine, ask, planned };
}

describe('plans', () => {
  test.each([
    ['layout and comments', '{ a b }', '# a\n{\n  a,\n  b\n}'],
    [
      'the order of fragments',
      '{ c { ...D ...E } } fragment D on Thing { d } fragment E on Thing { e }',
      'fragment E on Thing { e } fragment D on Thing { d } { c { ...D ...E } }',
    ],
    ['what else the document holds', 'query A { a }', 'query A { a } query B { b } fragment F on Thing { d }'],
  ])('are shared by documents that differ in %s only', async (_name, one, other) => {
    const { ask, planned } = await countingEngine();
    await ask(one);
    await ask(other, other.includes('query A') ? 'A' : null);
    expect(planned).toHaveLength(1);
  });

  test('are not shared by documents that ask for different things', async () => {
    const { ask, planned } = await countingEngine();
    for (const text of ['{ a }', '{ b }', '{ b a }', '{ a b }', '{ a(x: 1) }', '{ a(x: 2) }', 'query A { a }']) await ask(text);
    await ask('query A { a } query B { b }', 'B');
    expect(planned).toHaveLength(8);
  });

  test('are made once for those who ask at the same moment', async () => {
    const { ask, planned } = await countingEngine();
    await Promise.all([ask('{ a }'), ask('{ a }'), ask('{ a } ')]);
    expect(planned).toHaveLength(1);
  });

  test('are ready in another engine that was told what is asked most', async () => {
    const old = await countingEngine();
    await old.ask('{ c { ...E ...D } } fragment E on Thing { e } fragment D on Thing { d }');
    await old.ask('{ b }');
    await old.ask('{ b }');
    const texts = old.engine.plans!.frequent(10);
    expect(texts[0]).toBe('{\n  b\n}');
    const next = await countingEngine();
    for (const text of texts) await next.engine.plans!.warm(text);
    expect(next.planned).toEqual([true, true]);
    await next.ask('{ c { ...E ...D } } fragment D on Thing { d } fragment E on Thing { e }');
    await next.ask('{b}');
    expect(next.planned).toHaveLength(2);
  });

  test('that cost too much are refused again without another try; what failed otherwise is tried again', async () => {
    const costly = refusedWith(400, new HubError('BAD_REQUEST'));
    const refusing = await countingEngine(async () => Promise.reject(costly));
    for (let time = 0; time < 3; time++) await expect(refusing.ask('{ a }')).rejects.toBe(costly);
    expect(refusing.planned).toHaveLength(1);
    const failing = await countingEngine(async () => Promise.reject(new Error('Down.')));
    for (let time = 0; time < 3; time++) await expect(failing.ask('{ a }')).rejects.toThrow('Down.');
    expect(failing.planned).toHaveLength(3);
  });

  test('are not waited for once the signal has fired', async () => {
    const { ask } = await countingEngine(() => new Promise(() => undefined));
    const deadline = new AbortController();
    const answer = ask('{ a }', null, deadline.signal);
    deadline.abort();
    await expect(answer).rejects.toMatchObject({ originalError: { code: 'REQUEST_TIMEOUT' } });
  });
});
