import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Scopes } from '../../schema/scopes.js';
import type { HealthContext } from './context.js';
import { AdminUnit, Jurisdiction } from './place.type.js';
import { statisticsOf } from './statistics.rows.js';
import { HealthStatistics } from './statistics.type.js';

type Answer = Promise<HealthStatistics> | null;

@Resolver(() => Jurisdiction)
export class JurisdictionHealthResolver {
  // Whoever reads a field that requires another must hold that one's right as well: the population is the directory's to read.
  @Scopes(['health:statistics', 'directory:read'])
  @Directive('@requires(fields: "population")')
  @FieldResolver(() => HealthStatistics, {
    name: 'healthStatistics',
    nullable: true,
    description: 'How far health records reach here; null for a jurisdiction no record system serves.',
  })
  statistics(@Root() { slug, population }: Jurisdiction, @Ctx() context: HealthContext): Answer {
    const source = context.sources.find(({ places }) => places.communesOf(slug).length > 0);
    if (!source) return null;
    return statisticsOf({ source, jurisdiction: slug, communes: source.places.communesOf(slug) }, population ?? null, context);
  }
}

@Resolver(() => AdminUnit)
export class AdminUnitHealthResolver {
  @Scopes(['health:statistics', 'directory:read'])
  @Directive('@requires(fields: "population")')
  @FieldResolver(() => HealthStatistics, {
    name: 'healthStatistics',
    nullable: true,
    description: 'How far health records reach here; null for a unit that is not a present commune of a served jurisdiction.',
  })
  statistics(@Root() { code, validFrom, population }: AdminUnit, @Ctx() context: HealthContext): Answer {
    const source = context.sources.find(({ places }) => places.jurisdictionOf(code, validFrom) !== null);
    const jurisdiction = source?.places.jurisdictionOf(code, validFrom);
    if (!source || !jurisdiction) return null;
    return statisticsOf({ source, jurisdiction, communes: [code] }, population ?? null, context);
  }
}
