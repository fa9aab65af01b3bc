import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import type { PagedSource } from '../../schema/paging.js';
import type { ParcelSelection, ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import { listQueryFor, withinReach } from './reach.js';

/** One source's list of the parcels of `select` that the caller reaches. */
export const pageOf = (source: ParcelSource, select: ParcelSelection, caller: Caller): PagedSource<Parcel> => ({
  id: source.config.id,
  async slice(offset, limit) {
    const { rows, total } = await source.slice(listQueryFor(caller, select, source), offset, limit);
    return {
      rows: rows.map((row) => {
        const parcel = withinReach(row, caller);
        // The query asked for reachable parcels only: a source that sends others has not read it.
        if (!parcel) throw new HubError('SOURCE_BAD_DATA', undefined, { source: source.config.id });
        return parcel;
      }),
      total,
    };
  },
});
