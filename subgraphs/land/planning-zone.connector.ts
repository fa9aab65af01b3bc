import { z } from 'zod';
import type { Polygonal } from '../../connectors/vn2000-geojson.js';
import { provenanceOf } from '../../schema/provenance.js';
import { boundaryOf } from './boundary.js';
import { communeCode, optionalText } from './columns.js';
import { landUseOf } from './land-uses.js';
import type { PlanningZone } from './planning-zone.type.js';
import type { Place } from './source-options.js';

export const ZoneRow = z.object({
  MaQuyHoach: z.string().min(1),
  MaXa: communeCode.nullish(),
  TenKhuVuc: optionalText,
  KyHieuQuyHoach: optionalText,
  QuyetDinh: optionalText,
});
export type ZoneRow = z.infer<typeof ZoneRow>;

export const zoneKey = 'MaQuyHoach';
export const zoneColumns = ['MaQuyHoach', 'MaXa', 'TenKhuVuc', 'KyHieuQuyHoach', 'QuyetDinh'] as const;

export const toPlanningZone = (row: ZoneRow, geometry: Polygonal | null, place: Place): PlanningZone => ({
  id: row.MaQuyHoach,
  name: row.TenKhuVuc ?? null,
  plannedUse: typeof row.KyHieuQuyHoach === 'string' ? landUseOf(row.KyHieuQuyHoach) : null,
  decision: row.QuyetDinh ?? null,
  geometry: boundaryOf(geometry, place),
  provenance: provenanceOf(place.config, place.communes.get(row.MaXa ?? '') ?? null),
});
