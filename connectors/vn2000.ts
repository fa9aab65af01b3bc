import proj4 from 'proj4';

/** [x, y]: easting and northing in metres in a VN-2000 zone, longitude and latitude in WGS 84. */
export type Point = readonly [number, number];

/** EPSG code → central meridian of the 3° zones of VN-2000 (TM-3). Axes are easting, northing in all of them. */
export const centralMeridians: Readonly<Record<number, number>> = {
  5896: 102,
  5897: 105,
  5898: 108,
  5899: 107.75,
  9205: 103,
  9206: 104,
  9207: 104.5,
  9208: 104.75,
  9209: 105.5,
  9210: 105.75,
  9211: 106,
  9212: 106.25,
  9213: 106.5,
  9214: 107,
  9215: 107.25,
  9216: 107.5,
  9217: 108.25,
  9218: 108.5,
};

// QĐ 05/2007/QĐ-BTNMT states the rotations coordinate-frame; +towgs84 is position-vector, so the three have the opposite sign here.
// Left out, parcels land 224 m away; not flipped, 0.7 m.
const datumShift = '-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278';
const wgs84 = 4326;

interface Converter {
  readonly forward: (point: [number, number]) => [number, number];
  readonly inverse: (point: [number, number]) => [number, number];
}

const converters = new Map<number, Converter>([[wgs84, { forward: (point) => point, inverse: (point) => point }]]);

/** Is `epsg` a VN-2000 zone, or WGS 84, which needs no conversion? */
export const isKnownCrs = (epsg: number): boolean => epsg === wgs84 || Object.hasOwn(centralMeridians, epsg);

/**
 * Does `name`, the coordinates an answer says it is in, contradict `epsg`? Servers that do not know a zone publish it under a number of
 * their own, so only another known one does.
 */
export function contradicts(epsg: number, name: string): boolean {
  const declared = name.endsWith('CRS84') ? wgs84 : Number(/EPSG(?::[\d.]*:|:|\/\d+\/)(\d+)$/.exec(name)?.[1]);
  return declared !== epsg && isKnownCrs(declared);
}

/** [easting, northing] in `epsg` → [longitude, latitude]. */
export const toWgs84 = (epsg: number) => {
  const { inverse } = converterOf(epsg);
  return ([x, y]: Point): Point => inverse([x, y]);
};

/** [longitude, latitude] → [easting, northing] in `epsg`. */
export const fromWgs84 = (epsg: number) => {
  const { forward } = converterOf(epsg);
  return ([lon, lat]: Point): Point => forward([lon, lat]);
};

function converterOf(epsg: number): Converter {
  const known = converters.get(epsg);
  if (known) return known;
  if (!isKnownCrs(epsg)) throw new RangeError(`EPSG:${epsg} is not a VN-2000 zone`);
  const zone = `+proj=tmerc +lat_0=0 +lon_0=${centralMeridians[epsg]} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84`;
  const made: Converter = proj4('EPSG:4326', `${zone} +towgs84=${datumShift} +units=m +no_defs`);
  converters.set(epsg, made);
  return made;
}
