import { describe, expect, test } from '@jest/globals';
import type { SummaryKey } from '../../gateway/access-log/store/queries/summary.js';
import { auditor, serveAccess, type Counted } from './access.kit.js';

const actor = { issuer: 'https://id.example/realms/vinh', subject: 'canbo-77' };

/** Asks, and says what the store was asked. */
async function ask(query: string, counted: Counted = {}) {
  const access = await serveAccess([], counted);
  const { data, errors } = await access.ask(auditor, query);
  await access.close();
  return { x: data?.['x'], error: errors?.[0]?.extensions, asked: access.asked };
}

describe('the log in numbers', () => {
  test('is counted by all of who, why, of what and when, unless asked by fewer', async () => {
    const { asked } = await ask('{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-30" }) { entries } }');
    expect(asked).toEqual([
      {
        filter: { from: '2026-05-31T17:00:00.000Z', to: '2026-06-30T17:00:00.000Z' },
        keys: ['actor', 'purpose', 'domain', 'day'] satisfies SummaryKey[],
      },
    ]);
    const fewer = await ask(
      '{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-01", actor: "canbo-77", purpose: AUDIT }, by: [DOMAIN]) { entries } }',
    );
    expect(fewer.asked).toEqual([
      {
        filter: { from: '2026-05-31T17:00:00.000Z', to: '2026-06-01T17:00:00.000Z', actor: 'canbo-77', purpose: 'AUDIT' },
        keys: ['domain'],
      },
    ]);
  });

  test('has most answers first; what was not counted by is null', async () => {
    const { x } = await ask(
      `{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-30" }, by: [ACTOR, PURPOSE]) {
        actor { issuer subject } purpose domain day entries disclosing values } }`,
      {
        summary: [
          { actor: null, purpose: null, entries: 2, disclosing: 0, values: 0 },
          { actor, purpose: 'AUDIT', entries: 7, disclosing: 5, values: 31 },
        ],
      },
    );
    expect(x).toEqual([
      { actor, purpose: 'AUDIT', domain: null, day: null, entries: 7, disclosing: 5, values: 31 },
      { actor: null, purpose: null, domain: null, day: null, entries: 2, disclosing: 0, values: 0 },
    ]);
  });

  test('refuses more rows than it may answer, instead of leaving some out', async () => {
    const summary = Array.from({ length: 2_001 }, (_, at) => ({ day: `d${at}`, entries: 1, disclosing: 0, values: 0 }));
    const query = '{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-30" }) { entries } }';
    expect((await ask(query, { summary })).error).toEqual({ code: 'BAD_USER_INPUT', argument: 'by' });
    expect((await ask(query, { summary: summary.slice(1) })).x).toHaveLength(2_000);
  });
});

describe('unusual accesses', () => {
  test('are named plainly, with the account and counts, latest day first', async () => {
    const { x, asked } = await ask(
      '{ x: accessPatterns(from: "2026-06-01", to: "2026-07-01") { kind actor { issuer subject } day entries subjects } }',
      {
        patterns: [
          { kind: 'OFF_HOURS', issuer: actor.issuer, actor: actor.subject, day: '2026-06-06', entries: 3, subjects: null },
          { kind: 'MANY_SUBJECTS', issuer: actor.issuer, actor: actor.subject, day: '2026-06-08', entries: 4, subjects: 240 },
          { kind: 'BREAK_GLASS', issuer: actor.issuer, actor: 'bac-si-2', day: '2026-06-08', entries: 9, subjects: null },
        ],
      },
    );
    expect(asked).toEqual([{ from: '2026-05-31T17:00:00.000Z', to: '2026-07-01T17:00:00.000Z', subjectsPerDay: 100 }]);
    expect(x).toEqual([
      { kind: 'BREAK_GLASS', actor: { ...actor, subject: 'bac-si-2' }, day: '2026-06-08', entries: 9, subjects: null },
      { kind: 'MANY_SUBJECTS', actor, day: '2026-06-08', entries: 4, subjects: 240 },
      { kind: 'OFF_HOURS', actor, day: '2026-06-06', entries: 3, subjects: null },
    ]);
  });
});

test.each([
  ['filter.to', 'accessSummary(filter: { from: "2026-06-02", to: "2026-06-01" }) { entries }'],
  ['filter.to', 'accessSummary(filter: { from: "2025-06-01", to: "2026-06-02" }) { entries }'],
  ['filter.from', 'accessSummary(filter: { from: "2026", to: "2026-06-01" }) { entries }'],
  ['filter.actor', 'accessSummary(filter: { from: "2026-06-01", to: "2026-06-01", actor: "" }) { entries }'],
  ['by', 'accessSummary(filter: { from: "2026-06-01", to: "2026-06-01" }, by: []) { entries }'],
  ['by', 'accessSummary(filter: { from: "2026-06-01", to: "2026-06-01" }, by: [DAY, DAY]) { entries }'],
  ['from', 'accessPatterns(from: "x", to: "2026-06-01") { entries }'],
  ['to', 'accessPatterns(from: "2026-06-01", to: "2026-07-02") { entries }'],
  ['to', 'accessPatterns(from: "2026-06-01", to: "2026-05-31") { entries }'],
])('a malformed %s is refused before the log is asked: %s', async (argument, field) => {
  const { error, asked } = await ask(`{ x: ${field} }`);
  expect(error).toEqual({ code: 'BAD_USER_INPUT', argument: expect.stringMatching(`^${argument}(\\.\\d)?$`) });
  expect(asked).toEqual([]);
});
