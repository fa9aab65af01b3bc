import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { check, IsoDate } from '../../schema/check.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import type { PublicServicesContext } from './context.js';
import { requireAgency } from './dossier-rights.js';
import { Agency, Jurisdiction } from './references.type.js';
import type { Period } from './statistics.connector.js';
import { shownTo } from './statistics.rows.js';
import { DossierStatistics } from './statistics.type.js';

const scope = 'public-services:statistics';
const Day = IsoDate.nullish();
const From = { nullable: true, description: 'First day of application; without it, from the beginning.' } as const;
const To = { nullable: true, description: 'Last day of application; without it, until now.' } as const;

const periodOf = (from: string | null | undefined, to: string | null | undefined): Period => ({
  from: check('from', Day, from) ?? null,
  to: check('to', Day, to) ?? null,
});

@Resolver(() => Jurisdiction)
export class JurisdictionStatisticsResolver {
  @Scopes(scope)
  @FieldResolver(() => DossierStatistics, {
    nullable: true,
    description: 'How its agencies handle dossiers (tình hình giải quyết hồ sơ); null where no source covers it.',
  })
  async dossierStatistics(
    @Root() { slug }: Jurisdiction,
    @Arg('from', () => LocalDate, From) from: string | null,
    @Arg('to', () => LocalDate, To) to: string | null,
    @Ctx() { caller, igates }: PublicServicesContext,
  ): Promise<DossierStatistics | null> {
    const period = periodOf(from, to);
    requireJurisdiction(caller, scope, slug);
    const holder = igates.find(({ igate }) => igate.source.jurisdictions.includes(slug));
    if (!holder) return null;
    const figures = (await holder.reports.load(period)).of(holder.igate.jurisdictions.agenciesOf(slug), slug);
    return shownTo(caller, figures, { jurisdiction: slug, agency: null });
  }
}

@Resolver(() => Agency)
export class AgencyStatisticsResolver {
  @Scopes(scope)
  @FieldResolver(() => DossierStatistics, {
    nullable: true,
    description: 'How it handles dossiers (tình hình giải quyết hồ sơ); null where it is not an agency of a city the hub serves.',
  })
  async dossierStatistics(
    @Root() { id }: Agency,
    @Arg('from', () => LocalDate, From) from: string | null,
    @Arg('to', () => LocalDate, To) to: string | null,
    @Ctx() { caller, igates }: PublicServicesContext,
  ): Promise<DossierStatistics | null> {
    const period = periodOf(from, to);
    const holder = igates.find(({ igate }) => igate.jurisdictions.jurisdictionOf([id]) !== null);
    if (!holder) return null;
    const slug = holder.igate.jurisdictions.jurisdictionOf([id])!;
    requireAgency(caller, scope, id);
    requireJurisdiction(caller, scope, slug);
    const figures = (await holder.reports.load(period)).of([id], slug);
    return shownTo(caller, figures, { jurisdiction: slug, agency: id });
  }
}
