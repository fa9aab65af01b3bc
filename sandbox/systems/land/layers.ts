import { zoneOf, type Zone } from '../../world/projection.js';
import type { World, WorldParcel, WorldZone } from '../../world/types.js';
import { boundsOf, type Bounds, type Point } from './geometry.js';

export type Value = string | number | null;

export interface LandFeature {
  /** Row number within the layer, from 1. */
  readonly id: number;
  readonly values: Readonly<Record<string, Value>>;
  /** Closed ring in the layer's VN-2000 zone; null in a table. */
  readonly ring: readonly Point[] | null;
  readonly bounds: Bounds | null;
}

export interface LandLayer {
  readonly title: string;
  readonly fields: readonly string[];
  /** In the order of the layer's key. */
  readonly features: readonly LandFeature[];
}

/** What one land system publishes: parcels, land-use plan, and the yearly land statistics as a table. */
export interface LandData {
  readonly epsg: number;
  readonly zone: Zone;
  readonly parcels: LandLayer;
  readonly plan: LandLayer;
  readonly statistics: LandLayer;
}

export const geometryField = 'geom';

export function landDataOf(world: World, slugs: readonly string[]): LandData {
  const mine = <T extends { readonly jurisdiction: string }>(rows: readonly T[]) =>
    rows.filter(({ jurisdiction }) => slugs.includes(jurisdiction));
  const { epsg } = world.jurisdictions.find(({ slug }) => slugs.includes(slug))!;
  const parcels = mine(world.parcels);
  return {
    epsg,
    zone: zoneOf(epsg),
    parcels: layer('Thửa đất', parcels.map(parcelRow), 'MaThuaDat'),
    plan: layer('Quy hoạch sử dụng đất', mine(world.zones).map(zoneRow), 'MaQuyHoach'),
    statistics: layer('Thống kê đất đai', statisticsRows(parcels), 'MaThongKe'),
  };
}

interface Row {
  readonly values: Readonly<Record<string, Value>>;
  readonly ring: readonly Point[] | null;
}

function layer(title: string, rows: readonly Row[], key: string): LandLayer {
  const sorted = rows.toSorted((a, b) => (String(a.values[key]) < String(b.values[key]) ? -1 : 1));
  return {
    title,
    fields: Object.keys(sorted[0]?.values ?? {}),
    features: sorted.map(({ values, ring }, index) => ({ id: index + 1, values, ring, bounds: ring && boundsOf(ring) })),
  };
}

const parcelRow = (parcel: WorldParcel): Row => ({
  ring: parcel.ring,
  values: {
    MaThuaDat: parcel.code,
    MaXa: parcel.communeCode,
    SoHieuToBanDo: parcel.sheetNumber,
    SoThuTuThua: parcel.parcelNumber,
    DienTichPhapLy: parcel.areaM2,
    KyHieuMucDichSuDung: parcel.landUse.join('+'),
    DiaChi: parcel.address,
    DaCapGCN: parcel.certified ? 1 : 0,
    SoDinhDanh1: parcel.users[0]?.personalId ?? null,
    HoTen1: parcel.users[0]?.fullName ?? null,
    SoDinhDanh2: parcel.users[1]?.personalId ?? null,
    HoTen2: parcel.users[1]?.fullName ?? null,
  },
});

const zoneRow = (zone: WorldZone): Row => ({
  ring: zone.ring,
  values: {
    MaQuyHoach: zone.id,
    MaXa: zone.communeCode,
    TenKhuVuc: zone.name,
    KyHieuQuyHoach: zone.plannedUse,
    QuyetDinh: zone.decision,
  },
});

/** The land statistics count a parcel of several uses under the first of them. */
function statisticsRows(parcels: readonly WorldParcel[]): Row[] {
  const totals = new Map<string, { commune: string; use: string; count: number; area: number }>();
  for (const { communeCode, landUse, areaM2 } of parcels) {
    const use = landUse[0]!;
    const key = `${communeCode}-${use}`;
    const { count, area } = totals.get(key) ?? { count: 0, area: 0 };
    totals.set(key, { commune: communeCode, use, count: count + 1, area: area + areaM2 });
  }
  return [...totals].map(([key, { commune, use, count, area }]) => ({
    ring: null,
    values: { MaThongKe: key, MaXa: commune, KyHieu: use, SoThua: count, DienTich: Math.round(area * 10) / 10 },
  }));
}
