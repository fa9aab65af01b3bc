import type { LandData, LandLayer } from '../land/layers.js';

/** The most features one answer holds. */
export const maxRecordCount = 1_000;

export const serviceDocument = ({ epsg }: LandData, layers: readonly LandLayer[]) => ({
  currentVersion: 11.1,
  serviceDescription: 'Cơ sở dữ liệu đất đai (dữ liệu tổng hợp)',
  maxRecordCount,
  spatialReference: { wkid: epsg },
  layers: layers.map(({ title }, id) => ({ id, name: title, geometryType: 'esriGeometryPolygon' })),
});

export const layerDocument = (id: number, { title, fields, features }: LandLayer) => ({
  id,
  name: title,
  geometryType: 'esriGeometryPolygon',
  maxRecordCount,
  objectIdField: 'OBJECTID',
  fields: [
    { name: 'OBJECTID', type: 'esriFieldTypeOID' },
    ...fields.map((name) => ({
      name,
      type: typeof features[0]?.values[name] === 'number' ? 'esriFieldTypeDouble' : 'esriFieldTypeString',
    })),
  ],
});
