import { Field, Float, InputType } from 'type-graphql';
import { z } from 'zod';
import { Latitude, Longitude } from '../../schema/check.js';

@InputType({ description: 'A rectangle in WGS 84 degrees, at most 0.05 square degrees (about 24 by 25 km).' })
export class BoxInput {
  @Field(() => Float, { description: 'Western longitude.' })
  west!: number;

  @Field(() => Float, { description: 'Southern latitude.' })
  south!: number;

  @Field(() => Float, { description: 'Eastern longitude, greater than `west`.' })
  east!: number;

  @Field(() => Float, { description: 'Northern latitude, greater than `south`.' })
  north!: number;
}

const largestArea = 0.05;

export const BoxForm = z
  .object({ west: Longitude, south: Latitude, east: Longitude, north: Latitude })
  .refine(({ west, east, south, north }) => west < east && south < north && (east - west) * (north - south) <= largestArea)
  .describe('a box has west < east and south < north, in degrees, and is at most 0.05 square degrees');

// NĐ 101/2024/NĐ-CP and its circulars: a geohash of 12 characters, which leave out a, i, l and o.
export const ParcelCode = z
  .string()
  .regex(/^[0-9b-hjkmnp-z]{12}$/)
  .describe('a parcel code is 12 characters such as w774hreq1yh1 (no a, i, l or o)');

export const NumberOnSheet = z.number().int().min(1).max(999_999).describe('a number on the map is between 1 and 999999');
