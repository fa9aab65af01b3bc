import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { check, JurisdictionSlug } from '../../schema/check.js';
import { follow } from '../../schema/follow.js';
import { reachesRow, requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { KpiContext } from './context.js';
import { IndicatorCode } from './indicator.resolver.js';
import type { Publication } from './publication.connector.js';
import { IndicatorPublication } from './publication.type.js';

const read = 'kpi:read';
const Slug = JurisdictionSlug.nullish().describe(JurisdictionSlug.description!);
const Code = IndicatorCode.nullish().describe(IndicatorCode.description!);

interface Wanted {
  readonly jurisdiction?: string | null;
  readonly indicator?: string | null;
}

@Resolver(() => IndicatorPublication)
export class PublicationResolver {
  @Scopes(read)
  @Subscription(() => IndicatorPublication, {
    nullable: true,
    subscribe: ({ args, context }) => publicationsFor(context as KpiContext, args as Wanted),
    description:
      'Tells of every figure of the caller’s jurisdictions that comes to stand in a reporting system (theo dõi số liệu), some time after ' +
      'it does: handed in, corrected or approved, never a draft. Ends at once where no system could tell of any.',
  })
  indicatorPublished(
    @Root() publication: Publication,
    @Arg('jurisdiction', () => String, { nullable: true, description: 'Only those of this city, by its slug: `vinh`.' })
    _jurisdiction: string | null,
    @Arg('indicator', () => ID, { nullable: true, description: 'Only those of this indicator, by its code: `CQS.VANBAN.KYSO`.' })
    _indicator: string | null,
  ): IndicatorPublication {
    return publication;
  }
}

/** What the question shows to be out of reach is refused; of the rest, each figure is held against the caller's rights. */
function publicationsFor({ caller, reachable }: KpiContext, wanted: Wanted) {
  const slug = check('jurisdiction', Slug, wanted.jurisdiction) ?? null;
  const code = check('indicator', Code, wanted.indicator) ?? null;
  if (slug !== null) requireJurisdiction(caller, read, slug);
  const asked = reachable.filter(({ areas }) => slug === null || areas.of(slug) !== null);
  return follow(
    asked.map(({ publications }) => publications),
    ({ observation: { jurisdiction, indicatorCode } }) =>
      (slug === null || jurisdiction?.slug === slug) &&
      (code === null || indicatorCode === code) &&
      reachesRow(caller, read, { jurisdiction: jurisdiction?.slug ?? null }),
  );
}
