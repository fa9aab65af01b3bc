import { z } from 'zod';
import { toRfc7946, type Polygonal } from '../../connectors/vn2000-geojson.js';
import { provenanceOf } from '../../schema/provenance.js';
import { landUseOf } from './land-uses.js';
import type { PlanningZone } from './planning-zone.type.js';
import type { Place } from './source-options.js';

export const ZoneRow = z.object({
  MaQuyHoach: z.string().min(1),
  MaXa: z.string().nullish(),
  TenKhuVuc: z.string().nullish(),
  KyHieuQuyHoach: z.string().nullish(),
  QuyetDinh: z.string().nullish(),
});
export type ZoneRow = z.infer<typeof ZoneRow>;

export const zoneColumns = ['MaQuyHoach', 'MaXa', 'TenKhuVuc', 'KyHieuQuyHoach', 'QuyetDinh'] as const;

export const toPlanningZone = (row: ZoneRow, geometry: Polygonal | null, { config, epsg, communes }: Place): PlanningZone => ({
  id: row.MaQuyHoach,
  name: row.TenKhuVuc ?? null,
  plannedUse: typeof row.KyHieuQuyHoach === 'string' ? landUseOf(row.KyHieuQuyHoach) : null,
  decision: row.QuyetDinh ?? null,
  geometry: geometry && toRfc7946(geometry, epsg),
  provenance: provenanceOf(config, communes.get(row.MaXa ?? '') ?? null),
});
