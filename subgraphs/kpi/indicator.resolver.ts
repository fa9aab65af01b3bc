import { z } from 'zod';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { check, IsoDate, JurisdictionSlug } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import type { KpiContext } from './context.js';
import { ObservationKind, ReportPeriodType } from './enums.type.js';
import { listIndicators } from './indicator.loader.js';
import { Indicator, IndicatorConnection } from './indicator.type.js';
import { IndicatorObservation, IndicatorObservationConnection } from './observation.type.js';

const codeForm = 'an indicator code reads like CQS.VANBAN.KYSO';
/** What an indicator's code must look like. */
export const IndicatorCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,59}$/)
  .describe(codeForm);
const GroupCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,19}$/)
  .nullish()
  .describe('a group code reads like CQS');
const Search = z.string().max(100).nullish().describe('at most 100 characters');
const OptionalDate = IsoDate.nullish().describe(IsoDate.description!);

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Scopes('kpi:read')
  @Query(() => Indicator, { nullable: true, description: 'An indicator by its code; null for an unknown one.' })
  indicator(
    @Arg('code', () => ID, { description: 'Code in the catalogue: `CQS.VANBAN.KYSO`.' }) code: string,
    @Ctx() { indicators }: KpiContext,
  ): Promise<Indicator | null> {
    return indicators.load(check('code', IndicatorCode, code));
  }

  @Scopes('kpi:read')
  @Query(() => IndicatorConnection, {
    nullable: true,
    description: 'The catalogue of indicators (danh mục chỉ tiêu) of the caller’s jurisdictions, by code.',
  })
  async indicators(
    @Arg('group', () => String, { nullable: true, description: 'Only this group’s, by its code: `CQS`.' }) group: string | null,
    @Arg('search', () => String, { nullable: true, description: 'Words in code or name; diacritics and case do not matter.' })
    search: string | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() { reachable }: KpiContext,
  ): Promise<Page<Indicator>> {
    const filter = { group: check('group', GroupCode, group), search: check('search', Search, search) };
    return pageOver(await listIndicators(reachable, filter), { first, after });
  }

  @FieldResolver(() => Indicator, {
    nullable: true,
    description: 'The count it is a part, or a share, of; null where the catalogue names none.',
  })
  async partOf(@Root() { partOfCode }: Indicator, @Ctx() { indicators }: KpiContext): Promise<Indicator | null> {
    return partOfCode === null ? null : indicators.load(partOfCode);
  }

  @Scopes('kpi:read')
  @FieldResolver(() => IndicatorObservationConnection, {
    nullable: true,
    description: 'Its figures for one city, newest period first; null for a city no reporting system holds.',
  })
  async observations(
    @Root() { code }: Indicator,
    @Arg('jurisdiction', () => String, { description: 'Slug of the city: `vinh`.' }) jurisdiction: string,
    @Arg('from', () => LocalDate, { nullable: true, description: 'Only periods that end on this day or later.' })
    from: string | null,
    @Arg('to', () => LocalDate, { nullable: true, description: 'Only periods that end on this day or earlier.' })
    to: string | null,
    @Arg('kind', () => ObservationKind, { nullable: true, description: 'Only targets, actuals or estimates.' })
    kind: ObservationKind | null,
    @Arg('periodType', () => ReportPeriodType, { nullable: true, description: 'Only months, quarters, years, ….' })
    periodType: ReportPeriodType | null,
    @Arg('communes', () => Boolean, { defaultValue: false, description: 'Figures of the city’s communes (xã, phường) as well.' })
    communes: boolean,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() { caller, reachable, observations }: KpiContext,
  ): Promise<Page<IndicatorObservation> | null> {
    const slug = check('jurisdiction', JurisdictionSlug, jurisdiction);
    const span = { from: check('from', OptionalDate, from) ?? null, to: check('to', OptionalDate, to) ?? null };
    requireJurisdiction(caller, 'kpi:read', slug);
    const source = reachable.find(({ areas }) => areas.of(slug) !== null);
    if (!source) return null;
    const list = {
      id: source.config.id,
      slice: async (offset: number, limit: number) => {
        const rows = await observations.load({
          source,
          code,
          slug,
          ...span,
          kind: kind ?? null,
          periodType: periodType ?? null,
          communes,
        });
        return { rows: rows.slice(offset, offset + limit), total: rows.length };
      },
    };
    return pageOver([list], { first, after });
  }
}

@Resolver(() => IndicatorObservation)
export class ObservationResolver {
  @FieldResolver(() => Indicator, { nullable: true, description: 'Indicator it is a figure of.' })
  indicator(@Root() { indicatorCode }: IndicatorObservation, @Ctx() { indicators }: KpiContext): Promise<Indicator | null> {
    return indicators.load(indicatorCode);
  }
}
