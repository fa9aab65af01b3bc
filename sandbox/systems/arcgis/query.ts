import { readCondition } from '../land/condition-reader.js';
import { allOf, everything, fromLayer, hasId, QueryFault, type Crs, type Filter } from '../land/filter.js';
import { geojsonFeature } from '../land/geojson.js';
import type { LandData, LandFeature, LandLayer } from '../land/layers.js';
import { maxRecordCount } from './documents.js';
import type { Form } from './form.js';
import { readGeometry } from './geometry-reader.js';
import { statistics } from './statistics.js';

/** `/query`, of the parameters the sandbox knows. */
export function queryLayer(data: LandData, layer: LandLayer, form: Form): object {
  const found = layer.features.filter(filterOf(data, layer, form));
  if (form['outStatistics'] !== undefined) return statistics(layer, found, form);
  if (form['returnCountOnly'] === 'true') return { count: found.length };
  const offset = whole(form, 'resultOffset') ?? 0;
  const limit = Math.min(whole(form, 'resultRecordCount') ?? maxRecordCount, maxRecordCount);
  const page = found.slice(offset, offset + limit);
  const exceeded = offset + page.length < found.length;
  const fields = fieldsOf(layer, form['outFields'] ?? '');
  return form['f'] === 'geojson' ? asGeojson(data, page, fields, exceeded) : asEsri(data, page, fields, { form, exceeded });
}

function filterOf(data: LandData, layer: LandLayer, form: Form): Filter {
  const parts: Filter[] = [];
  if (form['where'] !== undefined) parts.push(readCondition(form['where'], { layer }));
  if (form['objectIds'] !== undefined) parts.push(hasId(form['objectIds'].split(',').map(Number)));
  if (form['geometry'] !== undefined) parts.push(readGeometry(data, form));
  if (parts.length === 0) throw new QueryFault("'where' or another condition must be given");
  return parts.length === 1 ? parts[0]! : allOf([everything, ...parts]);
}

function fieldsOf(layer: LandLayer, outFields: string): readonly string[] {
  if (outFields === '') return [];
  if (outFields === '*') return layer.fields;
  const names = outFields.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !layer.fields.includes(name));
  if (unknown !== undefined) throw new QueryFault(`'outFields' parameter is invalid: ${unknown}`);
  return names;
}

const lonLat: Crs = { epsg: 4326, latitudeFirst: false };

function asGeojson(data: LandData, page: readonly LandFeature[], fields: readonly string[], exceeded: boolean) {
  const convert = fromLayer(data, lonLat);
  return {
    type: 'FeatureCollection',
    ...(exceeded && { properties: { exceededTransferLimit: true } }),
    features: page.map((feature) => geojsonFeature(feature, { id: feature.id, fields, convert })),
  };
}

function asEsri(
  data: LandData,
  page: readonly LandFeature[],
  fields: readonly string[],
  { form, exceeded }: { form: Form; exceeded: boolean },
) {
  const wkid = whole(form, 'outSR') ?? data.epsg;
  const convert = fromLayer(data, { epsg: wkid, latitudeFirst: false });
  const shapeless = form['returnGeometry'] === 'false';
  return {
    objectIdFieldName: 'OBJECTID',
    geometryType: 'esriGeometryPolygon',
    spatialReference: { wkid },
    features: page.map(({ values, ring }) => ({
      attributes: Object.fromEntries(fields.map((field) => [field, values[field] ?? null])),
      // Esri's shells run clockwise.
      ...(ring && !shapeless && { geometry: { rings: [ring.map(convert).toReversed()] } }),
    })),
    ...(exceeded && { exceededTransferLimit: true }),
  };
}

function whole(form: Form, name: string): number | null {
  const text = form[name];
  if (text === undefined || text === '') return null;
  if (!/^\d{1,9}$/.test(text)) throw new QueryFault(`'${name}' parameter is invalid`);
  return Number(text);
}
