import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { centralMeridians, fromWgs84, toWgs84, type Point } from '../../connectors/vn2000.js';
import { createWorld } from '../../sandbox/world/index.js';
import { geoDataOf } from './geo-layers.js';
import { layerName, writeMap } from './geo-mapfile.js';

const { MAPSERVER_URL: url = '', MAPSERVER_FOLDER: folder = '' } = process.env;
const zones = Object.entries(centralMeridians).map(([epsg, meridian]) => ({ epsg: Number(epsg), meridian }));

/** Points of a zone over all latitudes of the country, in metres. */
function gridOf(epsg: number, meridian: number): Point[] {
  const place = fromWgs84(epsg);
  const lons = [-1.5, -0.9, -0.2, 0, 0.31, 0.77, 1.5].map((by) => meridian + by);
  const lats = [8.5, 10.77, 12.24, 16.05, 16.8, 18.68, 21.03, 23.4];
  return lons.flatMap((lon) => lats.map((lat) => place([lon, lat])));
}

function run(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout.trim();
}

/** What PROJ makes of `points`. */
const byProj = (pipeline: string, points: readonly Point[]): Point[] =>
  run('cct', ['-d', '12', ...pipeline.split(' ')], points.map(([x, y]) => `${x} ${y} 0 0\n`).join(''))
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);

const furthest = (ours: readonly Point[], theirs: readonly Point[]): number =>
  Math.max(...ours.map(([x, y], at) => Math.max(Math.abs(x - theirs[at]![0]), Math.abs(y - theirs[at]![1]))));

describe.each(zones)('VN-2000, EPSG:$epsg', ({ epsg, meridian }) => {
  const points = gridOf(epsg, meridian);
  const ours = points.map(toWgs84(epsg));

  test('is where PROJ and the EPSG register say it is, to 1e-8°', () => {
    // The one conversion for the whole zone: asked for points, PROJ would choose another for those off the coast.
    const pipeline = run('projinfo', ['-s', `EPSG:${epsg}`, '-t', 'EPSG:4326', '-o', 'PROJ', '-q', '--single-line']);
    const theirs = byProj(pipeline, points).map(([lat, lon]): Point => [lon, lat]);
    expect(theirs).toHaveLength(points.length);
    expect(furthest(ours, theirs)).toBeLessThan(1e-8);
  });

  test('is where the parameters of QĐ 05/2007/QĐ-BTNMT put it, in their own convention, to 1e-8°', () => {
    const zone = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84`;
    const shift =
      '+proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 ' +
      '+s=0.252906278 +convention=coordinate_frame';
    const cartesian = `+proj=cart +ellps=WGS84 +step ${shift} +step +inv +proj=cart +ellps=WGS84`;
    const degrees = '+proj=unitconvert +xy_in=rad +xy_out=deg';
    const theirs = byProj(`+proj=pipeline +step +inv ${zone} +step ${cartesian} +step ${degrees}`, points);
    expect(theirs).toHaveLength(points.length);
    expect(furthest(ours, theirs)).toBeLessThan(1e-8);
  });
});

describe('a layer in VN-2000', () => {
  const data = geoDataOf(createWorld({ scale: 0.1 }), ['vinh']);
  beforeAll(() => writeMap(folder, url, [data]));

  test('is where MapServer puts it, to 1e-8°', async () => {
    const [inZone, inWgs84] = await Promise.all([ringsIn(9208), ringsIn(4326)]);
    // Asked for WGS 84, MapServer looks 224 m beside the layer, and so leaves out parcels at its edge.
    expect(inWgs84.size).toBeGreaterThan(30);
    for (const [code, ring] of inWgs84) {
      const ours = inZone.get(code)!.map(toWgs84(9208));
      expect(ours).toHaveLength(ring.length);
      expect(furthest(ours, ring)).toBeLessThan(1e-8);
    }
  });
});

interface Answer {
  readonly features: { properties: { MaThuaDat: string }; geometry: { coordinates: Point[][] } }[];
}

/** Parcel code → its boundary, as MapServer gives it in `epsg`. */
async function ringsIn(epsg: number): Promise<Map<string, readonly Point[]>> {
  const keys = {
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames: layerName(9208, 'ThuaDat'),
    outputFormat: 'geojson',
    srsName: `urn:ogc:def:crs:EPSG::${epsg}`,
  };
  const response = await fetch(`${url}/?map=LAND&${new URLSearchParams(keys).toString()}`);
  const { features } = (await response.json()) as Answer;
  return new Map(features.map(({ properties, geometry }) => [properties.MaThuaDat, geometry.coordinates.flat()]));
}
