import { z } from 'zod';
import { Polygonal } from './vn2000-geojson.js';

export interface Feature<P> {
  readonly geometry: Polygonal | null;
  readonly properties: P;
}

/** A GeoJSON FeatureCollection whose features have the given properties and a polygon, or no geometry. */
export const featureCollection = <P>(properties: z.ZodType<P>) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), geometry: Polygonal.nullable(), properties })),
    numberMatched: z.number().int().nonnegative().optional(),
    links: z.array(z.object({ rel: z.string(), href: z.string() })).optional(),
  });
