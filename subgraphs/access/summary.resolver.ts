import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { HubError } from '../../core/errors.js';
import { check } from '../../schema/check.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import { logOf, type AccessContext } from './context.js';
import { AccessSummaryKey } from './enums.type.js';
import { AccessPattern, manySubjects } from './pattern.type.js';
import { lastDayForm, LogDay, spanOf } from './period.js';
import { read, requireWholeLog } from './reach.js';
import type { SummaryKey, SummaryRow } from './reader.js';
import { AccessSummaryFilter, AccessSummaryFilterForm, AccessSummaryRow } from './summary.type.js';

const most = 2_000;
const keys = { ACTOR: 'actor', PURPOSE: 'purpose', DOMAIN: 'domain', DAY: 'day' } as const satisfies Record<string, SummaryKey>;
type KeyName = keyof typeof keys;

const Keys = z
  .array(z.enum(Object.keys(keys) as KeyName[]))
  .min(1)
  .refine((names) => new Set(names).size === names.length)
  .describe('each of ACTOR, PURPOSE, DOMAIN, DAY at most once, and at least one of them');

@Resolver()
export class SummaryResolver {
  @Scopes(read)
  @Query(() => [AccessSummaryRow], {
    nullable: true,
    description: `The access log in numbers (thống kê truy cập), most answers first; for auditors of all jurisdictions. More than ${most} rows are refused: ask for fewer days, or by fewer keys.`,
  })
  async accessSummary(
    @Arg('filter', () => AccessSummaryFilter, { description: 'What to count.' }) filter: AccessSummaryFilter,
    @Arg('by', () => [AccessSummaryKey], {
      defaultValue: Object.keys(keys),
      description: 'By what: one row for each combination that occurs.',
    })
    by: readonly KeyName[],
    @Ctx() context: AccessContext,
  ): Promise<AccessSummaryRow[]> {
    const { from, to, actor, purpose } = check('filter', AccessSummaryFilterForm, filter);
    const names = check('by', Keys, by);
    requireWholeLog(context.caller);
    const wanted = { ...spanOf({ from, to }), ...(actor && { actor }), ...(purpose && { purpose }) };
    const rows = await logOf(context).summary(
      wanted,
      names.map((name) => keys[name]),
    );
    return notTooMany('by', rows).map(rowOf).toSorted(byEntries);
  }

  @Scopes(read)
  @Query(() => [AccessPattern], {
    nullable: true,
    description: `Unusual accesses (dấu hiệu bất thường) by account and day, latest day first: outside working hours, of ${manySubjects} or more people in one day, in an emergency. For auditors of all jurisdictions; at most ${most}.`,
  })
  async accessPatterns(
    @Arg('from', () => LocalDate, { description: 'First day, in Vietnamese time.' }) from: string,
    @Arg('to', () => LocalDate, { description: 'Last day, in Vietnamese time; at most 31 days with the first.' }) to: string,
    @Ctx() context: AccessContext,
  ): Promise<AccessPattern[]> {
    const period = { from: check('from', LogDay, from), to: check('to', lastDayForm(from, 31), to) };
    requireWholeLog(context.caller);
    const found = await logOf(context).patterns({ ...spanOf(period), manySubjects });
    return [...notTooMany('to', found)].toSorted((a, b) => compare(b.day, a.day) || b.entries - a.entries);
  }
}

function notTooMany<T>(argument: string, rows: readonly T[]): readonly T[] {
  if (rows.length <= most) return rows;
  throw new HubError('BAD_USER_INPUT', `Argument "${argument}": makes more than ${most} rows.`, { argument });
}

const rowOf = ({ actor, purpose, domain, day, entries, disclosing, values }: SummaryRow): AccessSummaryRow => ({
  actor: actor ?? null,
  purpose: purpose ?? null,
  domain: domain ?? null,
  day: day ?? null,
  entries,
  disclosing,
  values,
});

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byEntries = (a: AccessSummaryRow, b: AccessSummaryRow) => b.entries - a.entries || compare(b.day ?? '', a.day ?? '');
