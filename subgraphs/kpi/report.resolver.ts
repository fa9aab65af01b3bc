import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { check, JurisdictionSlug, Year } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { KpiContext } from './context.js';
import type { FoundReport } from './report.connector.js';
import { ReportConnection } from './report.type.js';

@Resolver()
export class ReportResolver {
  @Scopes('kpi:read')
  @Query(() => ReportConnection, {
    nullable: true,
    description: 'Reports due for periods that end in a year, newest first; null for a city no reporting system holds.',
  })
  async reports(
    @Arg('jurisdiction', () => String, { description: 'Slug of the city: `vinh`.' }) jurisdiction: string,
    @Arg('year', () => Int, { description: 'The year, 2000 to 2100.' }) year: number,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() { caller, reachable }: KpiContext,
  ): Promise<Page<FoundReport> | null> {
    const slug = check('jurisdiction', JurisdictionSlug, jurisdiction);
    const within = check('year', Year, year);
    requireJurisdiction(caller, 'kpi:read', slug);
    const source = reachable.find(({ areas }) => areas.of(slug) !== null);
    if (!source) return null;
    const areas = [source.areas.of(slug)!];
    const list = {
      id: source.config.id,
      slice: (offset: number, limit: number) => source.reports({ areas, year: within, offset, limit }),
    };
    return pageOver([list], { first, after });
  }
}
