import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { LandContext } from './context.js';
import { statisticsOf } from './land-statistics.rows.js';
import { LandStatistics } from './land-statistics.type.js';
import { ownersOfCommune } from './owners.js';
import { unitsSince } from './parcel.connector.js';
import { AdminUnit, Jurisdiction } from './references.type.js';

@Resolver(() => Jurisdiction)
export class JurisdictionLandResolver {
  @Scopes('land:statistics')
  @FieldResolver(() => LandStatistics, {
    nullable: true,
    description: 'Land of the whole city or town, as its register counts it; null where no source serves it.',
  })
  async landStatistics(
    @Root() { slug }: Jurisdiction,
    @Ctx() { caller, sources, totals }: LandContext,
  ): Promise<LandStatistics | null> {
    const source = sources.find(({ config }) => config.jurisdictions.includes(slug));
    if (!source) return null;
    requireJurisdiction(caller, 'land:statistics', slug);
    const communes = [...source.communes].filter(([, owner]) => owner === slug).map(([code]) => code);
    const found = await Promise.all(communes.map((commune) => totals.load(commune)));
    return statisticsOf(
      found.flatMap((rows) => rows ?? []),
      source,
      slug,
      caller,
    );
  }
}

@Resolver(() => AdminUnit)
export class AdminUnitLandResolver {
  @Scopes('land:statistics')
  @FieldResolver(() => LandStatistics, {
    nullable: true,
    description: 'Land of a commune in its form since 1 July 2025; null for other units, and where no source serves it.',
  })
  async landStatistics(
    @Root() { code, validFrom }: AdminUnit,
    @Ctx() { caller, sources, totals }: LandContext,
  ): Promise<LandStatistics | null> {
    const [source] = ownersOfCommune(sources, code);
    // Codes were reused: the same code before the reform is another commune.
    if (!source || validFrom !== unitsSince) return null;
    const slug = source.communes.get(code)!;
    requireJurisdiction(caller, 'land:statistics', slug);
    return statisticsOf((await totals.load(code)) ?? [], source, slug, caller);
  }
}
