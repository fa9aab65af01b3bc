import { describe, expect, test } from '@jest/globals';
import { createCaller, type Caller } from '../../../auth/caller.js';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { sharing } from '../../../gateway/engine/compiled/share.js';

const someone = (): Caller =>
  createCaller({
    issuer: 'realm',
    subject: 'an',
    clientId: 'console',
    tokenId: 't1',
    roles: ['officer'],
    purpose: null,
    jurisdictions: '*',
    agency: null,
    personalId: null,
  });

interface Asking {
  readonly caller?: Caller;
  readonly signal?: AbortSignal;
  readonly requestId?: string;
  readonly variables?: Record<string, unknown>;
}

/** A subgraph that answers when it is told to. */
function slowSubgraph() {
  const asked: { readonly query: string; readonly signal: AbortSignal; readonly answer: (data: object) => void }[] = [];
  const call = sharing(
    ({ query }, { signal }) =>
      new Promise<SubgraphAnswer>((resolve) => {
        asked.push({ query, signal, answer: (data) => resolve({ data: { ...data }, unshared: true }) });
      }),
  );
  const ask = (query: string, { variables = {}, ...context }: Asking = {}) =>
    call({ query, variables }, { caller: null, signal: new AbortController().signal, ...context });
  return { asked, ask };
}

describe('what several ask at the same moment', () => {
  test('is asked once, and answered to each', async () => {
    const { asked, ask } = slowSubgraph();
    const mine = { caller: someone(), requestId: 'r1' };
    const answers = [ask('{a}', { requestId: 'r8' }), ask('{a}', { requestId: 'r9' }), ask('{a}', mine), ask('{a}', mine)];
    expect(asked).toHaveLength(2);
    for (const { answer } of asked) answer({ a: 1 });
    expect(await Promise.all(answers)).toEqual(answers.map(() => ({ data: { a: 1 } })));
  });

  test('is asked again once it is answered', async () => {
    const { asked, ask } = slowSubgraph();
    const first = ask('{a}');
    asked[0]!.answer({ a: 1 });
    await first;
    void ask('{a}');
    expect(asked).toHaveLength(2);
  });

  test('is said to be shared, unless one asked alone', async () => {
    const { asked, ask } = slowSubgraph();
    const [one, other, alone] = [ask('{a}'), ask('{a}'), ask('{b}')];
    for (const { answer } of asked) answer({ a: 1 });
    expect(await Promise.all([one, other, alone])).toEqual([
      { data: { a: 1 } },
      { data: { a: 1 } },
      { data: { a: 1 }, unshared: true },
    ]);
  });

  test('is not shared with another request of the same person, nor with another person', () => {
    const { asked, ask } = slowSubgraph();
    const caller = someone();
    void ask('{a}', { caller, requestId: 'r1' });
    void ask('{a}', { caller, requestId: 'r2' });
    void ask('{a}', { caller: someone(), requestId: 'r1' });
    void ask('{a}');
    expect(asked).toHaveLength(4);
  });

  test('is not shared where variables differ, nor where anything is changed', () => {
    const { asked, ask } = slowSubgraph();
    void ask('{a}', { variables: { id: 1 } });
    void ask('{a}', { variables: { id: 2 } });
    void ask('mutation{a}');
    void ask('mutation{a}');
    expect(asked).toHaveLength(4);
  });

  test('is not shared with what was asked before a change', () => {
    const { asked, ask } = slowSubgraph();
    void ask('{a}');
    void ask('mutation{b}');
    void ask('{a}');
    expect(asked.map(({ query }) => query)).toEqual(['{a}', 'mutation{b}', '{a}']);
  });

  test('is given up only when all of them have given up', () => {
    const { asked, ask } = slowSubgraph();
    const [one, other] = [new AbortController(), new AbortController()];
    void ask('{a}', { signal: one.signal });
    void ask('{a}', { signal: other.signal });
    one.abort();
    expect(asked[0]!.signal.aborted).toBe(false);
    other.abort();
    expect(asked[0]!.signal.aborted).toBe(true);
    void ask('{a}');
    expect(asked).toHaveLength(2);
  });
});
