const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';

/** Geohash of a WGS 84 point: five bits a character, halving longitude and latitude in turn. */
export function geohashOf(lon: number, lat: number, length = 12): string {
  const ranges: [[number, number], [number, number]] = [
    [-180, 180],
    [-90, 90],
  ];
  const point = [lon, lat] as const;
  let hash = '';
  for (let bits = 0, value = 0; hash.length < length;) {
    const axis = ((bits + hash.length * 5) % 2) as 0 | 1;
    const range = ranges[axis];
    const middle = (range[0] + range[1]) / 2;
    const upper = point[axis] >= middle;
    range[upper ? 0 : 1] = middle;
    value = value * 2 + Number(upper);
    if (++bits < 5) continue;
    hash += alphabet[value]!;
    bits = value = 0;
  }
  return hash;
}
