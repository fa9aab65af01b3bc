import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { check, JurisdictionSlug, Year } from '../../schema/check.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { KpiContext } from './context.js';
import { Scorecard } from './scorecard.type.js';
import { AdminUnit, Jurisdiction } from './references.type.js';

async function load({ caller, scorecards }: KpiContext, slug: string, year: number): Promise<Scorecard | null> {
  requireJurisdiction(caller, 'kpi:read', slug);
  return scorecards.load({ slug, year });
}

@Resolver()
export class ScorecardResolver {
  @Scopes('kpi:read')
  @Query(() => Scorecard, {
    nullable: true,
    description: 'Targets beside actuals of one city for one year; null for a city no reporting system holds.',
  })
  async scorecard(
    @Arg('jurisdiction', () => String, { description: 'Slug of the city: `vinh`.' }) jurisdiction: string,
    @Arg('year', () => Int, { description: 'The year, 2000 to 2100.' }) year: number,
    @Ctx() context: KpiContext,
  ): Promise<Scorecard | null> {
    return load(context, check('jurisdiction', JurisdictionSlug, jurisdiction), check('year', Year, year));
  }
}

@Resolver(() => Jurisdiction)
export class JurisdictionResolver {
  @Scopes('kpi:read')
  @FieldResolver(() => Scorecard, {
    nullable: true,
    description: 'Its targets beside its actuals for one year (bảng điểm chỉ tiêu).',
  })
  async scorecard(
    @Root() { slug }: Jurisdiction,
    @Arg('year', () => Int, { description: 'The year, 2000 to 2100.' }) year: number,
    @Ctx() context: KpiContext,
  ): Promise<Scorecard | null> {
    return load(context, slug, check('year', Year, year));
  }

  @Scopes('directory:read')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'People who live there, as last reported (dân số); null where not reported.',
  })
  population(@Root() { slug }: Jurisdiction, @Ctx() { populations }: KpiContext): Promise<number | null> {
    return populations.load({ slug });
  }
}

@Resolver(() => AdminUnit)
export class AdminUnitResolver {
  @Scopes('directory:read')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'People who live there, as last reported (dân số); null where not reported.',
  })
  population(@Root() { code, validFrom }: AdminUnit, @Ctx() { populations }: KpiContext): Promise<number | null> {
    return populations.load({ code, validFrom });
  }
}
