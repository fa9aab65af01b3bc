import type { Reference } from '../../schema/subgraph.js';
import { CommuneCode } from '../../schema/check.js';
import type { LandContext } from './context.js';
import { NumberOnSheet, ParcelCode } from './parcel.arguments.js';
import type { Parcel } from './parcel.type.js';

/** The parcel of a reference, by either key; null for a key of another form. */
export async function parcelOf(
  { code, communeCode, sheetNumber, parcelNumber }: Reference,
  { parcelsByCode, parcelsByNumber }: LandContext,
): Promise<Parcel | null> {
  const known = ParcelCode.safeParse(code);
  if (known.success) return parcelsByCode.load(known.data);
  const commune = CommuneCode.safeParse(communeCode);
  const sheet = NumberOnSheet.safeParse(sheetNumber);
  const number = NumberOnSheet.safeParse(parcelNumber);
  if (!commune.success || !sheet.success || !number.success) return null;
  return parcelsByNumber.load({ communeCode: commune.data, sheetNumber: sheet.data, parcelNumber: number.data });
}
