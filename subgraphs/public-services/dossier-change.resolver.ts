import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { covering } from '../../core/sources.js';
import { check, DossierCode, JurisdictionSlug } from '../../schema/check.js';
import { issuesCode } from '../../schema/dossier-code.js';
import { follow } from '../../schema/follow.js';
import { reachableJurisdictions, requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { PublicServicesContext } from './context.js';
import type { DossierChangeRecord } from './dossier-change.connector.js';
import { DossierChange } from './dossier-change.type.js';
import { reachesDossier, requireDossierCode } from './dossier-rights.js';

const read = 'public-services:read';
const Slug = JurisdictionSlug.nullish().describe(JurisdictionSlug.description!);
const Code = DossierCode.nullish().describe(DossierCode.description!);

interface Wanted {
  readonly jurisdiction?: string | null;
  readonly dossier?: string | null;
}

@Resolver(() => DossierChange)
export class DossierChangeResolver {
  @Scopes(read)
  @Subscription(() => DossierChange, {
    nullable: true,
    subscribe: ({ args, context }) => changesFor(context as PublicServicesContext, args as Wanted),
    description:
      'Tells of every change of a dossier within reach (theo dõi hồ sơ), some seconds after the source has it. Citizens hear of their ' +
      'own, officers of those of their agency. Ends at once where no source could tell of any.',
  })
  dossierChanged(
    @Root() change: DossierChangeRecord,
    @Arg('jurisdiction', () => String, { nullable: true, description: 'Only those of this city or town, by its slug: `vinh`.' })
    _jurisdiction: string | null,
    @Arg('dossier', () => ID, { nullable: true, description: 'Only this one, by its code: `H41.17-260609-0012`.' })
    _dossier: string | null,
  ): DossierChange {
    return change;
  }
}

/** What the question shows to be out of reach is refused; of the rest, each event is held against the caller's rights. */
function changesFor({ caller, igates }: PublicServicesContext, wanted: Wanted) {
  const slug = check('jurisdiction', Slug, wanted.jurisdiction) ?? null;
  const code = check('dossier', Code, wanted.dossier) ?? null;
  if (slug !== null) requireJurisdiction(caller, read, slug);
  const issuing = igates.filter(({ igate }) => code === null || issuesCode(igate.source, code));
  if (code !== null) for (const { igate } of issuing) requireDossierCode(caller, igate, code);
  const reachable = reachableJurisdictions(caller, read);
  const asked = issuing.filter(
    ({ igate: { source } }) => covering([source], reachable).length > 0 && (slug === null || source.jurisdictions.includes(slug)),
  );
  return follow(
    asked.map(({ igate }) => igate.changes),
    ({ dossier }) =>
      (slug === null || dossier.jurisdiction?.slug === slug) &&
      (code === null || dossier.code === code) &&
      reachesDossier(caller, dossier),
  );
}
