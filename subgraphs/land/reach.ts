import { reachOf, type Caller } from '../../auth/caller.js';
import { reachableJurisdictions, reachesRow } from '../../schema/rows.js';
import type { ParcelQuery, ParcelSelection, ParcelSource } from './parcel-source.js';
import { Parcel } from './parcel.type.js';

/** The sources that may be asked for parcels at all. */
export function reachableSources(sources: readonly ParcelSource[], caller: Caller): ParcelSource[] {
  if (reachOf(caller, 'land:read') === 'SELF' && caller.personalId === null) return [];
  const slugs = reachableJurisdictions(caller, 'land:read');
  return sources.filter(({ config }) => slugs === '*' || config.jurisdictions.some((slug) => slugs.includes(slug)));
}

/**
 * A query for `select` that asks no more than the caller may know: their own parcels only where they reach no others, and no users
 * without the right to see them.
 */
export function queryFor(caller: Caller, select: ParcelSelection): ParcelQuery {
  const usedBy = reachOf(caller, 'land:read') === 'SELF' ? caller.personalId : null;
  return {
    select,
    ...(usedBy !== null && { usedBy }),
    withUsers: usedBy !== null || reachOf(caller, 'land:personal') !== null,
  };
}

/** As `queryFor`, cut to the communes of the caller's jurisdictions, so that counts and pages hold reachable parcels only. */
export function listQueryFor(caller: Caller, select: ParcelSelection, { communes }: ParcelSource): ParcelQuery {
  const slugs = reachableJurisdictions(caller, 'land:read');
  const query = queryFor(caller, select);
  if (slugs === '*') return query;
  return { ...query, communes: [...communes].filter(([, slug]) => slugs.includes(slug)).map(([code]) => code) };
}

/** What the caller may see of `parcel`: null for out of reach, and no users where only those are. */
export function withinReach(parcel: Parcel, caller: Caller): Parcel | null {
  const persons = parcel.users?.flatMap(({ person }) => person?.personalId ?? []) ?? [];
  const row = { jurisdiction: parcel.jurisdiction?.slug ?? null, persons };
  if (!reachesRow(caller, 'land:read', row)) return null;
  return parcel.users === null || reachesRow(caller, 'land:personal', row)
    ? parcel
    : Object.assign(new Parcel(), parcel, { users: null });
}
