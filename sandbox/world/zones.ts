import { groundOf, originOf, rectangle } from './grid.js';
import { share } from './parcels.js';
import { inSentence, provinceNames } from './places.js';
import { createRandom } from './random.js';
import type { WorldJurisdiction, WorldZone } from './types.js';

interface Plan {
  readonly name: string;
  readonly plannedUse: string;
  /** Share of the commune's ground, from the south-west corner: west, south, width, depth. */
  readonly place: readonly [number, number, number, number];
}

const plans: readonly Plan[] = [
  { name: 'Khu dân cư hiện hữu', plannedUse: 'ODT', place: [0, 0, 0.6, 0.55] },
  { name: 'Khu thương mại, dịch vụ', plannedUse: 'TMD', place: [0.6, 0, 0.4, 0.4] },
  { name: 'Hành lang mở rộng đường', plannedUse: 'DGT', place: [0, 0.3, 1, 0.06] },
  { name: 'Công viên cây xanh', plannedUse: 'DKV', place: [0.65, 0.55, 0.3, 0.35] },
];

/** Planning zones over the ground the commune's parcels take; the road corridor crosses the others. */
export function createZones(
  seed: number,
  jurisdictions: readonly WorldJurisdiction[],
  parcelsPerJurisdiction: number,
): readonly WorldZone[] {
  const random = createRandom(seed, 'zones');
  return jurisdictions.flatMap(({ slug, province, epsg, communes }) =>
    communes.flatMap((commune, at) => {
      const [easting, northing] = originOf(commune, epsg);
      const [width, depth] = groundOf(share(parcelsPerJurisdiction, communes.length, at));
      return plans.map(({ name, plannedUse, place: [west, south, across, up] }, index) => ({
        id: `QH-${commune.code}-${index + 1}`,
        jurisdiction: slug,
        communeCode: commune.code,
        name: `${name} ${inSentence(commune.name)}`,
        plannedUse: plannedUse === 'ODT' && commune.name.startsWith('Xã') ? 'ONT' : plannedUse,
        decision: `Quyết định ${random.int(200, 4900)}/QĐ-UBND ngày ${random.int(10, 28)}/${random.int(10, 12)}/${random.int(2021, 2025)} của UBND ${provinceNames[province]}`,
        ring: rectangle(
          [easting + Math.round(width * west), northing + Math.round(depth * south)],
          Math.round(width * across),
          Math.max(6, Math.round(depth * up)),
        ),
      }));
    }),
  );
}
