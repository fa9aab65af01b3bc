import type { Slice } from '../../schema/paging.js';
import type { Box } from './box.js';
import type { KeyedSelection } from './keyed-parcels.js';
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

export interface KeyedQuery extends ParcelQuery {
  readonly select: KeyedSelection;
}

/** Throws where what a source told cannot be the answer to the question: it is then kept for nobody. */
export type Check<T> = (answer: T) => void;

/** One land system, whatever it speaks. */
export interface ParcelSource extends Place {
  /** All parcels the query finds, in any order. */
  find(query: ParcelQuery, check?: Check<readonly Parcel[]>): Promise<Parcel[]>;
  /** The parcels of each key of the selection, in the order of its keys: an Error costs its own place only. */
  findEach(query: KeyedQuery): Promise<(readonly Parcel[] | Error)[]>;
  /** A stretch of what the query finds, by parcel code. */
  slice(query: ParcelQuery, offset: number, limit: number, check?: Check<Slice<Parcel>>): Promise<Slice<Parcel>>;
  /** The zones of the land-use plan whose bounds meet `box`. */
  zonesIn(box: Box): Promise<PlanningZone[]>;
  /** Parcels and area by principal purpose of use, of each commune, in their order. */
  totals(communes: readonly string[]): Promise<(readonly LandUseTotal[] | Error)[]>;
  close(): Promise<void>;
}
