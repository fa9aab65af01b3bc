import { allOf, crsOf, everything, fromLayer, hasId, meets, toLayer, type Filter } from '../land/filter.js';
import { geojsonFeature } from '../land/geojson.js';
import { ringOf, type Point } from '../land/geometry.js';
import { geometryField, type LandData, type LandFeature, type LandLayer } from '../land/layers.js';
import { gmlType, WfsFault } from './exceptions.js';
import { readFes } from './fes-reader.js';
import type { WfsRequest } from './request-reader.js';
import type { WfsLayers } from './wfs-layers.js';

/** What the server sends at most, whatever count asks for. */
const countDefault = 2_000;
const geojson = ['application/geo+json', 'application/json', 'geojson'];

export function getFeature(data: LandData, layers: WfsLayers, request: WfsRequest): { type: string; body: string } {
  const layer = layers.get(request.typeName);
  if (!layer) throw new WfsFault('InvalidParameterValue', 'no such feature type', 'typeNames');
  const found = layer.features.filter(filterOf(data, layer, request));
  if (request.hits) return { type: gmlType, body: hits(found.length) };
  if (!geojson.includes(request.outputFormat ?? '')) {
    throw new WfsFault('InvalidParameterValue', 'only application/geo+json is written here', 'outputFormat');
  }
  const page = found.slice(request.startIndex, request.startIndex + Math.min(request.count ?? countDefault, countDefault));
  return { type: 'application/geo+json', body: JSON.stringify(collection(data, layer, request, page)) };
}

function filterOf(data: LandData, layer: LandLayer, { filter, bbox, resourceIds }: WfsRequest): Filter {
  const parts: Filter[] = [];
  if (filter) parts.push(readFes(filter, { data, layer }));
  if (resourceIds.length > 0) parts.push(hasId(resourceIds.map((id) => Number(/\.(\d+)$/.exec(id)?.[1]))));
  if (bbox !== null) parts.push(meets(boxOf(data, bbox), true));
  return parts.length === 0 ? everything : allOf(parts);
}

function boxOf(data: LandData, bbox: string): Point[] {
  const [west, south, east, north, crs] = bbox.split(',');
  const corners = [west, south, east, north].map(Number);
  if (!corners.every(Number.isFinite)) throw new WfsFault('InvalidParameterValue', 'a box is four numbers', 'bbox');
  const ring = ringOf({ west: corners[0]!, south: corners[1]!, east: corners[2]!, north: corners[3]! });
  return ring.map(toLayer(data, crs === undefined ? { epsg: data.epsg, latitudeFirst: false } : crsOf(crs)));
}

// As MapServer writes it: no numberMatched, which only a hits request tells.
function collection(
  data: LandData,
  layer: LandLayer,
  { typeName, properties, srsName }: WfsRequest,
  page: readonly LandFeature[],
) {
  const unknown = properties.find((name) => name !== geometryField && !layer.fields.includes(name));
  if (unknown !== undefined) throw new WfsFault('InvalidParameterValue', `no property ${unknown}`, 'propertyName');
  const fields = properties.length === 0 ? layer.fields : layer.fields.filter((name) => properties.includes(name));
  const crs = srsName === null ? { epsg: data.epsg, latitudeFirst: false } : { ...crsOf(srsName), latitudeFirst: false };
  const convert = fromLayer(data, crs);
  const shapeless = properties.length > 0 && !properties.includes(geometryField);
  return {
    type: 'FeatureCollection',
    features: page.map((feature) =>
      geojsonFeature(shapeless ? { ...feature, ring: null } : feature, {
        id: `${typeName.replace(/^.*:/, '')}.${feature.id}`,
        fields,
        convert,
      }),
    ),
  };
}

const hits = (matched: number) =>
  '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" ' +
  `numberMatched="${matched}" numberReturned="0"/>`;
