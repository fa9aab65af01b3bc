import type { Slice } from '../../schema/paging.js';
import type { Box } from './box.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import type { Parcel } from './parcel.type.js';
import type { PlanningZone } from './planning-zone.type.js';
import type { Place } from './source-options.js';

/** The natural key of a parcel. */
export interface ParcelNumber {
  readonly communeCode: string;
  readonly sheetNumber: number;
  readonly parcelNumber: number;
}

export type ParcelSelection =
  | { readonly by: 'code'; readonly codes: readonly string[] }
  | { readonly by: 'number'; readonly numbers: readonly ParcelNumber[] }
  | { readonly by: 'user'; readonly personalIds: readonly string[] }
  | { readonly by: 'point'; readonly lon: number; readonly lat: number }
  | { readonly by: 'box'; readonly box: Box }
  | { readonly by: 'commune'; readonly communeCode: string };

export interface ParcelQuery {
  readonly select: ParcelSelection;
  /** Only parcels of these communes. */
  readonly communes?: readonly string[];
  /** Only parcels this person uses. */
  readonly usedBy?: string;
  /** Whether to ask the source for the users at all. */
  readonly withUsers: boolean;
}

/** One land system, whatever it speaks. */
export interface ParcelSource extends Place {
  /** All parcels the query finds, in any order. */
  find(query: ParcelQuery): Promise<Parcel[]>;
  /** A stretch of what the query finds, by parcel code. */
  slice(query: ParcelQuery, offset: number, limit: number): Promise<Slice<Parcel>>;
  /** The zones of the land-use plan whose bounds meet `box`. */
  zonesIn(box: Box): Promise<PlanningZone[]>;
  /** Parcels and area by commune and principal purpose of use. */
  totals(communes: readonly string[]): Promise<LandUseTotal[]>;
  close(): Promise<void>;
}
