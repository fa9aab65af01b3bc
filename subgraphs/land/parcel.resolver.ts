import { Arg, Ctx, Float, ID, Int, Query, Resolver } from 'type-graphql';
import { HubError } from '../../core/errors.js';
import { check, CommuneCode, Latitude, Longitude } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { Scopes } from '../../schema/scopes.js';
import { meet } from './box.js';
import type { LandContext } from './context.js';
import { ownersOfCommune } from './owners.js';
import { parcelAtPoint } from './parcel-at.js';
import { byCode, pageOf, type ListSelection } from './parcel-page.js';
import type { ParcelSource } from './parcel-source.js';
import { BoxForm, BoxInput, NumberOnSheet, ParcelCode } from './parcel.arguments.js';
import { Parcel, ParcelConnection } from './parcel.type.js';
import { reachableSources } from './reach.js';

@Resolver(() => Parcel)
export class ParcelResolver {
  @Scopes('land:read')
  @Query(() => Parcel, { nullable: true, description: 'One parcel (thửa đất) by its issued code.' })
  parcel(
    @Arg('code', () => ID, { description: 'Issued parcel code (mã định danh thửa đất), 12 characters.' }) code: string,
    @Ctx() { parcelsByCode }: LandContext,
  ): Promise<Parcel | null> {
    return parcelsByCode.load(check('code', ParcelCode, code));
  }

  @Scopes('land:read')
  @Query(() => Parcel, { nullable: true, description: 'One parcel by commune, map sheet and number, as on older certificates.' })
  parcelByNumber(
    @Arg('communeCode', () => String, { description: 'Code of the commune (mã xã) since 1 July 2025.' }) communeCode: string,
    @Arg('sheetNumber', () => Int, { description: 'Number of the map sheet (tờ bản đồ).' }) sheetNumber: number,
    @Arg('parcelNumber', () => Int, { description: 'Number of the parcel on its sheet (thửa).' }) parcelNumber: number,
    @Ctx() context: LandContext,
  ): Promise<Parcel | null> {
    const key = {
      communeCode: check('communeCode', CommuneCode, communeCode),
      sheetNumber: check('sheetNumber', NumberOnSheet, sheetNumber),
      parcelNumber: check('parcelNumber', NumberOnSheet, parcelNumber),
    };
    requireCommune(context, communeCode);
    return context.parcelsByNumber.load(key);
  }

  @Scopes('land:read')
  @Query(() => Parcel, {
    nullable: true,
    description: 'The parcel at a point; null where there is none, or where no source covers the point.',
  })
  parcelAt(
    @Arg('lon', () => Float, { description: 'Longitude, WGS 84.' }) lon: number,
    @Arg('lat', () => Float, { description: 'Latitude, WGS 84.' }) lat: number,
    @Ctx() { sources, caller }: LandContext,
  ): Promise<Parcel | null> {
    return parcelAtPoint(sources, check('lon', Longitude, lon), check('lat', Latitude, lat), caller);
  }

  @Scopes('land:read')
  @Query(() => ParcelConnection, {
    nullable: true,
    description:
      'Parcels in a box or in a commune, by code: give exactly one of the two. Null where no source you reach covers it.',
  })
  async parcels(
    @Arg('first', () => Int, { description: 'How many to give, 1 to 100.' }) first: number,
    @Arg('box', () => BoxInput, { nullable: true, description: 'Parcels that touch this rectangle.' }) box: BoxInput | null,
    @Arg('commune', () => String, { nullable: true, description: 'Code of a commune (mã xã) since 1 July 2025.' })
    commune: string | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last parcel of the page before.' })
    after: string | null,
    @Ctx() context: LandContext,
  ): Promise<Page<Parcel> | null> {
    const select = selectionOf(box, commune);
    if (select.by === 'commune') requireCommune(context, select.communeCode);
    const reachable = reachableSources(context.sources, context.caller);
    const sources =
      select.by === 'box'
        ? reachable.filter(({ extent }) => meet(extent, select.box))
        : ownersOfCommune(reachable, select.communeCode);
    const page = await pageOver(
      sources.map((source: ParcelSource) => pageOf(source, select, context.caller)),
      { first, after },
      byCode,
    );
    return sources.length === 0 ? null : page;
  }
}

function selectionOf(box: BoxInput | null | undefined, commune: string | null | undefined): ListSelection {
  const [hasBox, hasCommune] = [box !== null && box !== undefined, commune !== null && commune !== undefined];
  if (hasBox === hasCommune) {
    const argument = hasBox ? 'commune' : 'box';
    throw new HubError('BAD_USER_INPUT', `Argument "${argument}": give exactly one of box and commune.`, { argument });
  }
  return hasBox
    ? { by: 'box', box: check('box', BoxForm, box) }
    : { by: 'commune', communeCode: check('commune', CommuneCode, commune) };
}

/** Refuses a commune of a jurisdiction out of the caller's reach. */
function requireCommune({ sources, caller }: LandContext, communeCode: string): void {
  const [owner] = ownersOfCommune(sources, communeCode);
  if (owner) requireJurisdiction(caller, 'land:read', owner.communes.get(communeCode)!);
}
