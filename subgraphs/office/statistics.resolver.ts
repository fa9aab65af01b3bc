import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { check, IsoDate } from '../../schema/check.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { LocalDate } from '../../schema/scalars.js';
import { Scopes } from '../../schema/scopes.js';
import type { OfficeContext } from './context.js';
import { DocumentStatistics } from './document-statistics.type.js';
import type { Period } from './office-source.js';
import { requireAgencyOf } from './reach.js';
import { addUp } from './statistics.loader.js';
import { Agency, Jurisdiction } from './references.type.js';

const fromDescription = 'First day counted, by the day of registration; all the source holds when left out.';
const toDescription = 'Last day counted; all the source holds when left out.';

@Resolver(() => Jurisdiction)
export class JurisdictionStatisticsResolver {
  @Scopes('office:statistics')
  @FieldResolver(() => DocumentStatistics, {
    nullable: true,
    description: 'Documents in and out of the jurisdiction’s agencies; null where no office system serves it.',
  })
  async documentStatistics(
    @Root() { slug }: Jurisdiction,
    @Ctx() { caller, sources, statistics }: OfficeContext,
    @Arg('from', () => LocalDate, { nullable: true, description: fromDescription }) from?: string,
    @Arg('to', () => LocalDate, { nullable: true, description: toDescription }) to?: string,
  ): Promise<DocumentStatistics | null> {
    const period = checkedPeriod(from, to);
    requireJurisdiction(caller, 'office:statistics', slug);
    const asked = sources.offices.filter(({ config }) => config.jurisdictions.includes(slug));
    const keys = asked.map((source) => ({ source, agencies: source.registers.agenciesOf(slug), jurisdiction: slug, ...period }));
    return addUp(await Promise.all(keys.map((key) => statistics.load(key))));
  }
}

@Resolver(() => Agency)
export class AgencyStatisticsResolver {
  @Scopes('office:statistics')
  @FieldResolver(() => DocumentStatistics, {
    nullable: true,
    description: 'Documents in and out of the agency; null where no office system keeps its register.',
  })
  async documentStatistics(
    @Root() { id }: Agency,
    @Ctx() { caller, sources, statistics }: OfficeContext,
    @Arg('from', () => LocalDate, { nullable: true, description: fromDescription }) from?: string,
    @Arg('to', () => LocalDate, { nullable: true, description: toDescription }) to?: string,
  ): Promise<DocumentStatistics | null> {
    const period = checkedPeriod(from, to);
    const source = sources.offices.find(({ registers }) => registers.jurisdictionOf(id) !== null);
    if (!source) return null;
    const jurisdiction = source.registers.jurisdictionOf(id)!;
    requireAgencyOf(caller, 'office:statistics', id, jurisdiction);
    return statistics.load({ source, agencies: [id], jurisdiction, ...period });
  }
}

const checkedPeriod = (from: string | undefined, to: string | undefined): Period => ({
  from: check('from', IsoDate.nullish(), from) ?? null,
  to: check('to', IsoDate.nullish(), to) ?? null,
});
