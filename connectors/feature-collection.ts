import { z } from 'zod';
import { Polygonal } from './vn2000-geojson.js';
import { contradicts } from './vn2000.js';

export interface Feature<P> {
  readonly geometry: Polygonal | null;
  readonly properties: P;
}

// RFC 7946, 3.1: a geometry with empty coordinates may be read as none. Tables without a geometry leave the member out.
const isEmpty = (raw: unknown): boolean => Array.isArray(raw) && raw.every(isEmpty);
const Geometry = z.preprocess(
  (raw: { coordinates?: unknown } | null | undefined) => (raw === undefined || isEmpty(raw?.coordinates) ? null : raw),
  Polygonal.nullable(),
);

const NamedCrs = z.object({ properties: z.object({ name: z.string() }) });

// Servers that publish nothing without a geometry give the rows of a table one, of any kind.
const NoGeometry = z.unknown().transform((): Polygonal | null => null);

/**
 * A GeoJSON FeatureCollection in `epsg`, whose features have the given properties and a polygon, or no geometry; of a `table`, the rows
 * without theirs.
 */
export const featureCollection = <P>(
  properties: z.ZodType<P>,
  epsg: number,
  { table = false }: { readonly table?: boolean } = {},
) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), geometry: table ? NoGeometry : Geometry, properties })),
    // WFS servers that do not count write "unknown".
    numberMatched: z.union([z.number().int().nonnegative(), z.literal('unknown').transform(() => undefined)]).optional(),
    links: z.array(z.object({ rel: z.string(), href: z.string() })).optional(),
    // Before RFC 7946 a collection named its coordinates; servers still do where they are not WGS 84.
    crs: z
      .unknown()
      .refine((crs) => !contradicts(epsg, NamedCrs.safeParse(crs).data?.properties.name ?? ''))
      .optional(),
  });
