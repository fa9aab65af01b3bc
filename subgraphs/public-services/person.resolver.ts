import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { covering } from '../../core/sources.js';
import { check, PersonalId } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { reachableJurisdictions, requirePerson } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { IgateLoaders, PublicServicesContext } from './context.js';
import { reachesDossier, reachesPersonal } from './dossier-rights.js';
import { DossierConnection } from './dossier.resolver.js';
import type { FoundDossier } from './dossier.connector.js';
import { Person } from './references.type.js';

const read = 'public-services:read';
const personal = 'public-services:personal';

@Resolver(() => Person)
export class PersonResolver {
  @Scopes([read, personal])
  @FieldResolver(() => DossierConnection, {
    nullable: true,
    description: 'Dossiers this person applied for (hồ sơ đã nộp), in every city within reach, newest first.',
  })
  async dossiers(
    @Root() { personalId }: Person,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from.' }) after: string | null,
    @Ctx() { caller, igates }: PublicServicesContext,
  ): Promise<Page<FoundDossier>> {
    check('personalId', PersonalId, personalId);
    requirePerson(caller, read, personalId);
    requirePerson(caller, personal, personalId);
    const reachable = reachableJurisdictions(caller, read);
    const asked = igates.filter(({ igate }) => covering([igate.source], reachable).length > 0);
    const slice = (loaders: IgateLoaders) => async (offset: number, limit: number) => {
      const all = await loaders.dossiersOfPerson.load(personalId);
      const own = all.filter((row) => row instanceof HubError || (reachesDossier(caller, row) && reachesPersonal(caller, row)));
      const total = own.some((row) => row instanceof HubError) ? null : own.length;
      return { rows: own.toSorted(newestFirst).slice(offset, offset + limit), total };
    };
    return pageOver<FoundDossier>(
      asked.map((loaders) => ({ id: loaders.igate.source.id, slice: slice(loaders) })),
      { first, after },
      newestFirst,
    );
  }
}

// What cannot be read comes first, as failed sources do.
const timeOf = (row: FoundDossier) => (row instanceof HubError ? Number.MAX_SAFE_INTEGER : (row.appliedAt?.getTime() ?? 0));
const newestFirst = (a: FoundDossier, b: FoundDossier) => timeOf(b) - timeOf(a);
