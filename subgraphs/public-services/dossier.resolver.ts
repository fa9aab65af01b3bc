import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { reachOf } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { check, DossierCode } from '../../schema/check.js';
import { connectionOf, type Page } from '../../schema/connection.js';
import { issuesCode } from '../../schema/dossier-code.js';
import { pageOver } from '../../schema/paging.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { PublicServicesContext } from './context.js';
import { DossierFilter, DossierFilterForm } from './dossier-filter.type.js';
import { DossierFee, type DossierApplicant, type DossierStep } from './dossier-parts.type.js';
import { reachesDossier, reachesPersonal, requireAgency, requireDossierCode, withinReach } from './dossier-rights.js';
import type { FoundDossier } from './dossier.connector.js';
import { Dossier, type DossierRecord } from './dossier.type.js';

const read = 'public-services:read';

export const DossierConnection = connectionOf<Dossier>(() => Dossier, 'Dossier');

/** The dossier of this code as far as the caller reaches; null for an unknown code or another's dossier. */
export async function findDossier({ caller, igates }: PublicServicesContext, code: string): Promise<DossierRecord | null> {
  // An entity reference comes past the guards of fields.
  if (reachOf(caller, read) === null) return null;
  // Other domains write codes as they find them: one of no known form is a reference to nothing.
  const owner = DossierCode.safeParse(code).success ? igates.find(({ igate }) => issuesCode(igate.source, code)) : undefined;
  const dossier = (await owner?.dossiers.load(code)) ?? null;
  return dossier && reachesDossier(caller, dossier) ? dossier : null;
}

@Resolver(() => Dossier)
export class DossierResolver {
  @Scopes(read)
  @Query(() => Dossier, { nullable: true, description: 'One dossier (hồ sơ) by its code; null for an unknown code.' })
  async dossier(
    @Arg('code', () => ID, { description: 'Dossier code (mã hồ sơ): `H41.17-260609-0012`.' }) code: string,
    @Ctx() context: PublicServicesContext,
  ): Promise<Dossier | null> {
    check('code', DossierCode, code);
    const owner = context.igates.find(({ igate }) => issuesCode(igate.source, code));
    if (!owner) return null;
    requireDossierCode(context.caller, owner.igate, code);
    return findDossier(context, code);
  }

  @Scopes(read)
  @Query(() => DossierConnection, {
    nullable: true,
    description:
      'Dossiers of a city or town, newest application first; null where no source covers it. ' +
      'Citizens see their own, officers those of their agency.',
  })
  async dossiers(
    @Arg('filter', () => DossierFilter, { description: 'Which dossiers.' }) filter: DossierFilter,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() { caller, igates }: PublicServicesContext,
  ): Promise<Page<FoundDossier> | null> {
    const wanted = check('filter', DossierFilterForm, filter);
    requireJurisdiction(caller, read, wanted.jurisdiction);
    if (wanted.agency) requireAgency(caller, read, wanted.agency);
    const holders = igates.filter(({ igate }) => igate.source.jurisdictions.includes(wanted.jurisdiction));
    if (holders.length === 0) return null;
    return pageOver(
      holders.map(({ igate }) => ({
        id: igate.source.id,
        slice: (offset: number, limit: number) => igate.dossiers.search(withinReach(caller, igate, wanted), offset, limit),
      })),
      { first, after },
    );
  }

  @FieldResolver()
  applicant(@Root() dossier: DossierRecord, @Ctx() { caller }: PublicServicesContext): DossierApplicant | null {
    if (dossier.applicant === null || reachesPersonal(caller, dossier)) return dossier.applicant;
    throw denied();
  }

  @FieldResolver()
  steps(@Root() dossier: DossierRecord, @Ctx() { caller }: PublicServicesContext): DossierStep[] {
    if (reachesPersonal(caller, dossier)) return dossier.steps;
    return dossier.steps.map(({ name, startedAt, endedAt }) => ({
      name,
      startedAt,
      endedAt,
      officerName: denied(),
      note: denied(),
    }));
  }

  @FieldResolver(() => [DossierFee], { nullable: true, description: 'Fees and charges (phí, lệ phí) of this dossier.' })
  fees(@Root() { provenance, rowId }: DossierRecord, @Ctx() { igates }: PublicServicesContext): Promise<DossierFee[]> | null {
    return igates.find(({ igate }) => igate.source.id === provenance.source)?.fees.load(rowId) ?? null;
  }
}

const denied = () => new HubError('UNAUTHORIZED_FIELD_OR_TYPE');
