import { z } from 'zod';
import type { Polygonal } from '../../connectors/vn2000-geojson.js';
import { provenanceOf } from '../../schema/provenance.js';
import { boundaryOf } from './boundary.js';
import { communeCode, optionalNumber, optionalPersonalId, optionalText, wholeNumber } from './columns.js';
import type { LandUser } from './land-user.type.js';
import { landUseOf, symbolsIn } from './land-uses.js';
import type { ParcelQuery } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import type { Place } from './source-options.js';

// Field names as provincial cadastral layers have them.
export const ParcelRow = z.object({
  MaThuaDat: z.string().min(1),
  MaXa: communeCode,
  SoHieuToBanDo: wholeNumber,
  SoThuTuThua: wholeNumber,
  DienTichPhapLy: optionalNumber,
  KyHieuMucDichSuDung: optionalText,
  DiaChi: optionalText,
  DaCapGCN: z.union([z.boolean(), z.literal([0, 1])]).nullish(),
  SoDinhDanh1: optionalPersonalId,
  HoTen1: optionalText,
  SoDinhDanh2: optionalPersonalId,
  HoTen2: optionalText,
});
export type ParcelRow = z.infer<typeof ParcelRow>;

const columns = [
  'MaThuaDat',
  'MaXa',
  'SoHieuToBanDo',
  'SoThuTuThua',
  'DienTichPhapLy',
  'KyHieuMucDichSuDung',
  'DiaChi',
  'DaCapGCN',
] as const;
const personalColumns = ['SoDinhDanh1', 'HoTen1', 'SoDinhDanh2', 'HoTen2'] as const;

export const parcelKey = 'MaThuaDat';
export const allParcelColumns: readonly string[] = [...columns, ...personalColumns];

/** What to ask of a parcel: personal columns only where the query wants them. */
export const columnsFor = ({ withUsers }: ParcelQuery): readonly string[] => (withUsers ? allParcelColumns : columns);

// Layers hold the communes in their form since the reform of 1 July 2025.
export const unitsSince = '2025-07-01';

/** A row as a Parcel. Users it was not asked for are dropped, even where the source sends them. */
export function toParcel(
  row: ParcelRow,
  geometry: Polygonal | null,
  place: Place,
  { withUsers }: Pick<ParcelQuery, 'withUsers'>,
): Parcel {
  const slug = place.communes.get(row.MaXa) ?? null;
  return {
    code: row.MaThuaDat,
    communeCode: row.MaXa,
    sheetNumber: row.SoHieuToBanDo,
    parcelNumber: row.SoThuTuThua,
    areaM2: row.DienTichPhapLy ?? null,
    landUses: symbolsIn(row.KyHieuMucDichSuDung ?? '').map(landUseOf),
    address: row.DiaChi ?? null,
    certified: row.DaCapGCN === null || row.DaCapGCN === undefined ? null : Boolean(row.DaCapGCN),
    geometry: boundaryOf(geometry, place),
    unit: { code: row.MaXa, validFrom: unitsSince },
    jurisdiction: slug === null ? null : { slug },
    users: withUsers ? usersOf(row) : null,
    provenance: provenanceOf(place.config, slug),
  };
}

function usersOf({ SoDinhDanh1, HoTen1, SoDinhDanh2, HoTen2 }: ParcelRow): LandUser[] {
  return [user(SoDinhDanh1, HoTen1), user(SoDinhDanh2, HoTen2)].filter(
    ({ person, fullName }) => person !== null || fullName !== null,
  );
}

const user = (personalId: string | null | undefined, fullName: string | null | undefined): LandUser => ({
  person: typeof personalId === 'string' && /^\d{12}$/.test(personalId) ? { personalId } : null,
  fullName: fullName ?? null,
});
