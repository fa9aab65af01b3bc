import { z } from 'zod';
import { symbolsIn } from './land-uses.js';

/** Parcels of one commune with one principal purpose of use. */
export interface LandUseTotal {
  readonly communeCode: string;
  readonly landUse: string;
  readonly parcelCount: number;
  readonly areaM2: number;
}

// WFS and OGC API Features cannot add up, so systems publish their land statistics as a table beside the layers.
export const StatisticsRow = z.object({
  MaXa: z.string(),
  KyHieu: z.string(),
  SoThua: z.coerce.number().int().nonnegative(),
  DienTich: z.coerce.number().nonnegative(),
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
  MaXa: z.string(),
  KyHieuMucDichSuDung: z.string().nullable(),
  soThua: z.number().int().nonnegative(),
  dienTich: z.number().nonnegative().nullable(),
});

export const fromGroup = (row: z.infer<typeof GroupedRow>): LandUseTotal => ({
  communeCode: row.MaXa,
  landUse: principal(row.KyHieuMucDichSuDung ?? ''),
  parcelCount: row.soThua,
  areaM2: row.dienTich ?? 0,
});

const principal = (symbols: string): string => symbolsIn(symbols)[0] ?? '';
