import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeoData, GeoLayer, LayerName } from './geo-layers.js';

/** Writes MapServer's map `LAND` and its data to `folder`. Layers are named by their EPSG code: `e9208_ThuaDat`. */
export function writeMap(folder: string, url: string, all: readonly GeoData[]): void {
  const layers = all.flatMap((data) => data.layers.map((layer) => mapLayer(folder, data.epsg, layer)));
  writeFileSync(join(folder, 'land.map'), `${head(url)}\n${layers.join('\n')}\nEND\n`);
}

export const layerName = (epsg: number, name: LayerName): string => `e${epsg}_${name}`;

const head = (url: string) => `MAP
NAME "LAND"
EXTENT 102 8 110 24
PROJECTION "init=epsg:4326" END
WEB
  METADATA
    "ows_title" "LAND"
    "ows_onlineresource" "${url}/?map=LAND"
    "ows_srs" "EPSG:4326 EPSG:9208 EPSG:9211 EPSG:9212 EPSG:9214"
    "ows_enable_request" "*"
    "oga_onlineresource" "${url}/LAND/ogcapi"
    "oga_enable_request" "*"
    "oga_html_template_directory" "/usr/share/mapserver/ogcapi/templates/html-plain/"
  END
END
OUTPUTFORMAT
  NAME "geojson"
  DRIVER "OGR/GEOJSON"
  MIMETYPE "application/json; subtype=geojson; charset=utf-8"
  FORMATOPTION "STORAGE=stream"
  FORMATOPTION "FORM=SIMPLE"
END`;

function mapLayer(folder: string, epsg: number, { name, kind, collection }: GeoLayer): string {
  const file = join(folder, `${layerName(epsg, name)}.geojson`);
  const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } };
  writeFileSync(file, JSON.stringify({ ...collection, ...(epsg !== 4326 && { crs }) }));
  return `LAYER
  NAME "${layerName(epsg, name)}"
  TYPE ${kind}
  STATUS ON
  TEMPLATE "none"
  CONNECTIONTYPE OGR
  CONNECTION "${file}"
  PROJECTION "init=epsg:${epsg}" END
  METADATA
    "ows_title" "${name}"
    "gml_include_items" "all"
    "gml_types" "auto"
    "gml_featureid" "${idOf(collection)}"
    "wfs_getfeature_formatlist" "geojson"
  END
END`;
}

/** The column that tells rows apart, which is the first. */
const idOf = ({ features }: GeoLayer['collection']) => Object.keys(features[0]!.properties)[0];
