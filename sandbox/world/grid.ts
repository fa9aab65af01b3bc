import type { WorldCommune } from './types.js';
import { zoneOf } from './projection.js';

type Point = readonly [easting: number, northing: number];
export type Ring = readonly Point[];

// Metres. A map sheet is five by five cells; four sheets stand side by side; a lane runs between sheets.
const cellWidth = 42;
const cellDepth = 32;
const perSide = 5;
const sheetsAcross = 4;
const lane = 8;
export const parcelsPerSheet = perSide * perSide;

/** South-west corner of a commune's first cell: its centre, on a whole metre of its zone. */
export function originOf(commune: WorldCommune, epsg: number): Point {
  const [easting, northing] = zoneOf(epsg).forward([commune.lon, commune.lat]);
  return [Math.round(easting), Math.round(northing)];
}

/** South-west corner of the cell in which the commune's parcel number `index` (from 0) lies. */
export function cellOf([easting, northing]: Point, index: number): Point {
  const sheet = Math.floor(index / parcelsPerSheet);
  const within = index % parcelsPerSheet;
  return [
    easting + (sheet % sheetsAcross) * (perSide * cellWidth + lane) + (within % perSide) * cellWidth,
    northing + Math.floor(sheet / sheetsAcross) * (perSide * cellDepth + lane) + Math.floor(within / perSide) * cellDepth,
  ];
}

/** Width and depth of the ground that `count` parcels take, in whole sheets. */
export function groundOf(count: number): readonly [width: number, depth: number] {
  const sheets = Math.max(1, Math.ceil(count / parcelsPerSheet));
  return [
    Math.min(sheets, sheetsAcross) * (perSide * cellWidth + lane),
    Math.ceil(sheets / sheetsAcross) * (perSide * cellDepth + lane),
  ];
}

/** A closed ring, counter-clockwise. */
export const rectangle = ([easting, northing]: Point, width: number, depth: number): Ring => [
  [easting, northing],
  [easting + width, northing],
  [easting + width, northing + depth],
  [easting, northing + depth],
  [easting, northing],
];

export function centreOf(ring: Ring): [number, number] {
  const corners = ring.slice(0, -1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, point) => sum + point[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}
