import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { centralMeridians } from '../../connectors/vn2000.js';
import type { GeoData, GeoLayer } from './geo-layers.js';

/** Makes the layers of `all` tables of a new PostGIS, named by their EPSG code: `e9212_thuadat`. */
export async function loadTables(url: string, all: readonly GeoData[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create extension if not exists postgis');
    for (const epsg of Object.keys(centralMeridians)) await client.query(zone, [Number(epsg)]);
    for (const { epsg, layers } of all) for (const layer of layers) await loadTable(client, epsg, layer);
  } finally {
    await client.end();
  }
}

// PostGIS has not heard of most zones of VN-2000, but its PROJ has.
const zone = `insert into spatial_ref_sys (srid, auth_name, auth_srid) values ($1, 'EPSG', $1) on conflict do nothing`;

async function loadTable(client: Client, epsg: number, { name, kind, collection }: GeoLayer): Promise<void> {
  const table = escapeIdentifier(`e${epsg}_${name.toLowerCase()}`);
  const { features } = collection;
  const columns = Object.keys(features[0]!.properties);
  const types = columns.map((column) => {
    const isNumber = features.some(({ properties }) => typeof properties[column] === 'number');
    return `${escapeIdentifier(column.toLowerCase())} ${isNumber ? 'double precision' : 'text'}`;
  });
  await client.query(`drop table if exists ${table}`);
  await client.query(`create table ${table} (id serial primary key, ${types.join(', ')}, geom geometry(${kind}, ${epsg}))`);
  const rows = features.map(({ geometry, properties }) => {
    const values = columns.map((column) => (properties[column] === null ? 'null' : escapeLiteral(String(properties[column]))));
    return `(default, ${values.join(', ')}, st_setsrid(st_geomfromgeojson(${escapeLiteral(JSON.stringify(geometry))}), ${epsg}))`;
  });
  await client.query(`insert into ${table} values ${rows.join(', ')}`);
}
