import { boundsMeet, boundsOf, intersects, type Point } from './geometry.js';
import type { LandData, LandFeature, LandLayer, Value } from './layers.js';

/** A question the server cannot read. Each protocol tells it in its own form. */
export class QueryFault extends Error {}

export type Filter = (feature: LandFeature) => boolean;

export const everything: Filter = () => true;

export const allOf =
  (filters: readonly Filter[]): Filter =>
  (feature) =>
    filters.every((filter) => filter(feature));

export const anyOf =
  (filters: readonly Filter[]): Filter =>
  (feature) =>
    filters.some((filter) => filter(feature));

export function isIn(layer: LandLayer, field: string, values: readonly Value[]): Filter {
  if (!layer.fields.includes(field)) throw new QueryFault(`unknown property ${field}`);
  const wanted = new Set(values.map(String));
  return ({ values: row }) => row[field] !== null && wanted.has(String(row[field]));
}

export function hasId(ids: readonly number[]): Filter {
  const wanted = new Set(ids);
  return ({ id }) => wanted.has(id);
}

/** The feature meets `target`, in the layer's coordinates: its shape, or with `boundsOnly` the rectangle around it. */
export function meets(target: readonly Point[], boundsOnly = false): Filter {
  const bounds = boundsOf(target);
  return (feature) =>
    feature.bounds !== null && boundsMeet(feature.bounds, bounds) && (boundsOnly || intersects(feature.ring!, target));
}

/** How a system of coordinates is named in a request, and in which order its numbers stand. */
export interface Crs {
  readonly epsg: number;
  readonly latitudeFirst: boolean;
}

/** Reads `EPSG:9208`, `urn:ogc:def:crs:EPSG::9208`, `http://www.opengis.net/def/crs/EPSG/0/9208` and CRS84. */
export function crsOf(name: string): Crs {
  if (name.endsWith('CRS84')) return { epsg: 4326, latitudeFirst: false };
  const [, prefix = '', code] =
    /^(EPSG:|urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/0\/)(\d{4,5})$/.exec(name) ?? [];
  if (code === undefined) throw new QueryFault(`unknown coordinate system ${name}`);
  return { epsg: Number(code), latitudeFirst: Number(code) === 4326 && prefix !== 'EPSG:' };
}

/** Coordinates of a request → those of the layer. */
export function toLayer({ epsg, zone }: LandData, crs: Crs): (point: Point) => Point {
  if (crs.epsg === epsg) return (point) => point;
  if (crs.epsg !== 4326) throw new QueryFault(`this layer does not speak EPSG:${crs.epsg}`);
  return ([x, y]) => zone.forward(crs.latitudeFirst ? [y, x] : [x, y]);
}

/** Coordinates of the layer → those an answer is to have. */
export function fromLayer({ epsg, zone }: LandData, crs: Crs): (point: Point) => Point {
  if (crs.epsg === epsg) return (point) => point;
  if (crs.epsg !== 4326) throw new QueryFault(`this layer does not speak EPSG:${crs.epsg}`);
  return ([x, y]) => {
    const [lon, lat] = zone.inverse([x, y]);
    return crs.latitudeFirst ? [lat, lon] : [lon, lat];
  };
}
