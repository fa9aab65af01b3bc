import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { requirePerson } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import type { LandContext } from './context.js';
import { byCode } from './parcel-page.js';
import { ParcelConnection, type Parcel } from './parcel.type.js';
import { Person } from './references.type.js';

@Resolver(() => Person)
export class PersonParcelsResolver {
  @Scopes(['land:read', 'land:personal'])
  @FieldResolver(() => ParcelConnection, {
    nullable: true,
    description: 'Parcels the person uses (thửa đất đang sử dụng), by code.',
  })
  parcels(
    @Root() { personalId }: Person,
    @Arg('first', () => Int, { description: 'How many to give, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last parcel of the page before.' })
    after: string | null,
    @Ctx() { caller, personParcels }: LandContext,
  ): Promise<Page<Parcel>> {
    requirePerson(caller, 'land:personal', personalId);
    const sources = personParcels.map(({ source, parcels }) => ({
      id: source.config.id,
      async slice(offset: number, limit: number) {
        const all = await parcels.load(personalId);
        return { rows: all.slice(offset, offset + limit), total: all.length };
      },
    }));
    return pageOver(sources, { first, after }, byCode);
  }
}
