import type { Caller } from '../../auth/caller.js';
import { HubError, Reason } from '../../core/errors.js';
import type { PagedSource, Slice } from '../../schema/paging.js';
import { boundsOf, meet, widened } from './box.js';
import type { ParcelSelection, ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import { listQueryFor, withinReach } from './reach.js';

/** Selections that lists are made of. */
export type ListSelection = Extract<ParcelSelection, { by: 'box' | 'commune' }>;

/** One source's list of the parcels of `select` that the caller reaches. A source that sends others has not read the question. */
export const pageOf = (source: ParcelSource, select: ListSelection, caller: Caller): PagedSource<Parcel> => ({
  id: source.config.id,
  async slice(offset, limit) {
    const bad = (reason: string) =>
      new HubError('SOURCE_BAD_DATA', undefined, { source: source.config.id, cause: new Reason(reason) });
    const asked = ({ rows, total }: Slice<Parcel>) => {
      const parcels = rows.slice(0, limit).map((row) => {
        const parcel = withinReach(row, caller);
        if (!parcel || !isAmong(select, parcel)) throw bad('parcels that were not asked for');
        return parcel;
      });
      if (total !== null && contradicts(total, offset, parcels.length)) throw bad('a count that its list contradicts');
      return { rows: parcels, total };
    };
    return asked(await source.slice(listQueryFor(caller, select, source), offset, limit, asked));
  },
});

/** A list that ends before its count would be asked for more for ever; one that goes on behind it would be cut short. */
const contradicts = (total: number, offset: number, count: number) => (count === 0 ? offset < total : offset + count > total);

function isAmong(select: ListSelection, { communeCode, geometry }: Parcel): boolean {
  if (select.by === 'commune') return communeCode === select.communeCode;
  if (geometry === null || geometry instanceof HubError) return true;
  const { west, east, south, north } = select.box;
  // Sources turn the box into their own zone, where it is askew, and look at the rectangle around that.
  const margin = 0.001 + 0.05 * Math.max(east - west, north - south);
  return meet(boundsOf([geometry]), widened(select.box, margin));
}

export const byCode = (a: Parcel, b: Parcel): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
