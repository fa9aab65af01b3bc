import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'graphql';
import { hubErrorIn } from '../../../core/public-error.js';
import { createPlanner, type Planner, type PlannerOptions } from '../../../gateway/engine/compiled/planner/planner.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { endlessQuery, explosive, explosiveQuery } from './explosive.js';

// Each test starts threads.
jest.setTimeout(30_000);

let planner: Planner | undefined;
afterEach(() => planner?.stop());
const over = async (options: PlannerOptions = {}) => (planner = await createPlanner(composeSupergraph(explosive), options));
const outcomeOf = (plan: Promise<{ readonly node?: { readonly kind: string } }>) =>
  plan.then(
    ({ node }) => node?.kind,
    (error: unknown) => hubErrorIn(error)?.code ?? (error as Error).message,
  );
const small = parse('{ root { a { id } } }');
const endless = parse(endlessQuery);

describe('planning', () => {
  test.each([
    ['a query', '{ root { a { x } } }', null, 'Sequence'],
    ['one operation of several', 'query A { root { a { x } } } query B { root { b { id } } }', 'B', 'Fetch'],
    ['a subscription', 'subscription { told { x } }', null, 'Subscription'],
    ['a query with thousands of millions of ways to ask it', explosiveQuery, null, 'Sequence'],
  ])('is of %s', async (_name, text, operationName, kind) => {
    expect(await outcomeOf((await over()).plan(parse(text), operationName))).toBe(kind);
  });

  test('is of what is deferred, where that is wanted', async () => {
    const deferred = parse('{ root { a { id ... @defer { x } } } }');
    expect(await outcomeOf((await over({ defer: true })).plan(deferred, null))).toBe('Defer');
  });

  test('refuses what takes too long, and plans the others meanwhile and after', async () => {
    const { plan } = await over({ deadlineMs: 300, backgroundDeadlineMs: 300 });
    const costly = [outcomeOf(plan(endless, null)), outcomeOf(plan(endless, null))];
    const others = [outcomeOf(plan(small, null)), outcomeOf(plan(small, null))];
    expect(await Promise.all(others)).toEqual(['Fetch', 'Fetch']);
    expect(await Promise.all(costly)).toEqual(['BAD_REQUEST', 'BAD_REQUEST']);
    expect(await outcomeOf(plan(small, null))).toBe('Fetch');
  });

  test('takes what nobody waits for after what somebody waits for', async () => {
    const { plan } = await over();
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      plan(small, null).then(note('at hand')),
      plan(small, null, true).then(note('later')),
      plan(small, null).then(note('next')),
    ]);
    expect(order).toEqual(['at hand', 'next', 'later']);
  });

  test('refuses more than may wait', async () => {
    const { plan } = await over({ maxWaiting: 1 });
    const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(plan(small, null))));
    expect(outcomes).toEqual(['Fetch', 'Fetch', 'SERVICE_UNAVAILABLE']);
  });

  test('ends with what it is about', async () => {
    const { plan, stop } = await over();
    const under = outcomeOf(plan(endless, null));
    await stop();
    expect([await under, await outcomeOf(plan(small, null))]).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
  });

  test('does not begin over what is no supergraph', async () => {
    await expect(createPlanner('type Query { a: Int }')).rejects.toThrow();
  });
});
