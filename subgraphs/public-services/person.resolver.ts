import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { covering } from '../../core/sources.js';
import { check, PersonalId } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { reachableJurisdictions, requirePerson } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { IgateLoaders, PublicServicesContext } from './context.js';
import { reachesDossier, reachesPersonal } from './dossier-rights.js';
import { DossierConnection } from './dossier.resolver.js';
import type { Dossier, DossierRecord } from './dossier.type.js';
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
  ): Promise<Page<Dossier>> {
    check('personalId', PersonalId, personalId);
    requirePerson(caller, read, personalId);
    requirePerson(caller, personal, personalId);
    const reachable = reachableJurisdictions(caller, read);
    const asked = igates.filter(({ igate }) => covering([igate.source], reachable).length > 0);
    const slice = (loaders: IgateLoaders) => async (offset: number, limit: number) => {
      const all = await loaders.dossiersOfPerson.load(personalId);
      const own = all.filter((dossier) => reachesDossier(caller, dossier) && reachesPersonal(caller, dossier));
      return { rows: own.slice(offset, offset + limit), total: own.length };
    };
    return pageOver<DossierRecord>(
      asked.map((loaders) => ({ id: loaders.igate.source.id, slice: slice(loaders) })),
      { first, after },
      newestFirst,
    );
  }
}

const newestFirst = (a: DossierRecord, b: DossierRecord) => (b.appliedAt?.getTime() ?? 0) - (a.appliedAt?.getTime() ?? 0);
