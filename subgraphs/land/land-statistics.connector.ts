import { z } from 'zod';
import { communeCode, count, number, optionalNumber, optionalText } from './columns.js';
import { symbolsIn } from './land-uses.js';

/** Parcels of one commune with one principal purpose of use, or with none recorded. */
export interface LandUseTotal {
  readonly communeCode: string;
  readonly landUse: string | null;
  readonly parcelCount: number;
  readonly areaM2: number;
}

// WFS and OGC API Features cannot add up, so systems publish their land statistics as a table beside the layers.
export const StatisticsRow = z.object({
  MaXa: communeCode,
  KyHieu: optionalText,
  SoThua: count,
  DienTich: number,
});
export const statisticsColumns = ['MaXa', 'KyHieu', 'SoThua', 'DienTich'] as const;

export const toTotal = (row: z.infer<typeof StatisticsRow>): LandUseTotal => ({
  communeCode: row.MaXa,
  landUse: principal(row.KyHieu),
  parcelCount: row.SoThua,
  areaM2: row.DienTich,
});

// ArcGIS adds up by itself: one row for each way the symbols of a parcel are written.
export const GroupedRow = z.object({
  MaXa: communeCode,
  KyHieuMucDichSuDung: optionalText,
  soThua: count,
  dienTich: optionalNumber,
});

export const fromGroup = (row: z.infer<typeof GroupedRow>): LandUseTotal => ({
  communeCode: row.MaXa,
  landUse: principal(row.KyHieuMucDichSuDung),
  parcelCount: row.soThua,
  areaM2: row.dienTich ?? 0,
});

const principal = (symbols: string | null | undefined): string | null => symbolsIn(symbols ?? '')[0] ?? null;
