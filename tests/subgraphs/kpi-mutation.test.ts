import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditor, callerWith, serveKpi, startKpi, type Kpi } from './kpi.kit.js';

const reporter = callerWith(['reporter'], { jurisdictions: ['vinh'] });
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const officer = callerWith(['officer'], { jurisdictions: ['vinh'], agency: 'H41.17' });

const mutation = `mutation ($input: SubmitIndicatorValueInput!, $key: ID!) { submitIndicatorValue(input: $input, idempotencyKey: $key) {
  observation { indicator { code } kind status value numerator denominator statedValue asOf period { type start end label } jurisdiction { slug } } } }`;
const input = {
  indicator: 'CQS.HOSO.TRUCTUYEN',
  jurisdiction: 'vinh',
  period: '2025',
  value: 47.5,
  numerator: 475,
  denominator: 1000,
  asOf: '2025-12-31',
};

describe('submitIndicatorValue', () => {
  let kpi: Kpi;
  let served: Awaited<ReturnType<typeof serveKpi>>;
  beforeAll(async () => {
    kpi = await startKpi();
    served = await serveKpi(kpi);
  });
  afterAll(async () => {
    await served.close();
    await kpi.close();
  });
  const submit = (given: object, key: string = randomUUID(), caller = reporter) =>
    served.ask(mutation, caller, { input: given, key });
  type Answer = Awaited<ReturnType<typeof submit>>;
  const observationIn = ({ data }: Answer) =>
    (data?.['submitIndicatorValue'] as { observation: Record<string, unknown> } | null)?.observation ?? null;
  const codesIn = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions!['code']);
  const read = async (period = 'from: "2025-12-31", to: "2025-12-31"') => {
    const { data } = await served.ask(
      `{ indicator(code: "${input.indicator}") { observations(jurisdiction: "vinh", kind: ACTUAL, ${period}, first: 10) { nodes { value status } } } }`,
    );
    return (data!['indicator'] as { observations: { nodes: { value: number; status: string }[] } }).observations.nodes;
  };

  test('is kept by the reporting system: the payload, a later read and the scorecard show it', async () => {
    expect(await read()).toEqual([]);
    const answer = await submit(input);
    expect(answer.errors ?? []).toEqual([]);
    expect(observationIn(answer)).toEqual({
      indicator: { code: input.indicator },
      kind: 'ACTUAL',
      status: 'SUBMITTED',
      value: 47.5,
      statedValue: 47.5,
      numerator: 475,
      denominator: 1000,
      asOf: '2025-12-31',
      period: { type: 'YEAR', start: '2025-01-01', end: '2025-12-31', label: 'Năm 2025' },
      jurisdiction: { slug: 'vinh' },
    });
    expect(await read()).toEqual([{ value: 47.5, status: 'SUBMITTED' }]);
    const { data } = await served.ask(
      '{ scorecard(jurisdiction: "vinh", year: 2025) { rows { indicator { code } actual } } }',
      reporter,
    );
    const { rows } = data!['scorecard'] as { rows: { indicator: { code: string }; actual: number | null }[] };
    expect(rows.find(({ indicator }) => indicator.code === input.indicator)).toMatchObject({ actual: 47.5 });
  });

  test('under the same key is made once, and refuses another input; under a new one it corrects what was sent', async () => {
    const key = randomUUID();
    const first = observationIn(await submit({ ...input, value: 48, numerator: null, denominator: null }, key));
    expect(observationIn(await submit(input))).toMatchObject({ value: 47.5 });
    expect(observationIn(await submit({ ...input, value: 48, numerator: null, denominator: null }, key))).toEqual(first);
    expect(await read()).toEqual([{ value: 47.5, status: 'SUBMITTED' }]);
    expect((await submit({ ...input, value: 49 }, key)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'idempotencyKey' } },
    ]);
  });

  test.each([
    ['2026-Q2', { type: 'QUARTER', start: '2026-04-01', end: '2026-06-30', label: 'Quý II/2026' }],
    ['2024-02', { type: 'MONTH', start: '2024-02-01', end: '2024-02-29', label: 'Tháng 2/2024' }],
  ])('takes the period %s', async (period, expected) => {
    expect(observationIn(await submit({ ...input, period, asOf: '2026-09-30' }))).toMatchObject({ period: expected });
  });

  test('leaves what is approved as it is', async () => {
    const approved = { indicator: 'NS.CNTT.TYLE', jurisdiction: 'vinh', period: '2022', value: 9, asOf: '2022-12-31' };
    expect((await submit(approved)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'input.period' }, message: expect.stringContaining('approved') },
    ]);
  });

  test('reaches the reporter’s own cities, and the indicators their system lists', async () => {
    const before = await kpi.requests();
    for (const jurisdiction of ['hue', 'thai-hoa', 'nowhere'])
      expect(codesIn(await submit({ ...input, jurisdiction }))).toEqual(['FORBIDDEN']);
    expect(await kpi.requests()).toBe(before);
    expect(codesIn(await submit({ ...input, indicator: 'NO.SUCH' }))).toEqual(['NOT_FOUND']);
  });

  test.each([auditor, ioc, officer])('is refused to $roles, before anything is asked', async (caller) => {
    const before = await kpi.requests();
    expect(codesIn(await submit(input, randomUUID(), caller))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await kpi.requests()).toBe(before);
  });

  test.each([
    [{ ...input, indicator: 'no such' }, randomUUID(), 'input.indicator'],
    [{ ...input, jurisdiction: '../vinh' }, randomUUID(), 'input.jurisdiction'],
    [{ ...input, period: '2026-13' }, randomUUID(), 'input.period'],
    [{ ...input, period: 'Q2' }, randomUUID(), 'input.period'],
    [{ ...input, denominator: 0 }, randomUUID(), 'input.denominator'],
    [{ ...input, denominator: null }, randomUUID(), 'input.denominator'],
    [{ ...input, numerator: null }, randomUUID(), 'input.numerator'],
    [{ ...input, asOf: '31/12/2025' }, randomUUID(), 'input.asOf'],
    [{ ...input, asOf: '2024-12-31' }, randomUUID(), 'input.asOf'],
    [{ ...input, asOf: '2030-01-01' }, randomUUID(), 'input.asOf'],
    [input, '', 'idempotencyKey'],
  ])('what is wrong in call %# is named', async (given, key, argument) => {
    const before = await kpi.requests();
    const { errors } = await submit(given, key);
    expect(errors).toMatchObject([{ path: ['submitIndicatorValue'], extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(await kpi.requests()).toBe(before);
  });
});
