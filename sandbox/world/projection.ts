import proj4 from 'proj4';

/** Central meridians of the VN-2000 TM-3 zones the land layers use. */
const centralMeridians: Readonly<Record<number, number>> = { 9208: 104.75, 9211: 106, 9212: 106.25, 9214: 107 };

// QĐ 05/2007/QĐ-BTNMT; towgs84 is position-vector, so its rotations have the opposite sign of the decision's.
const toWgs84 = '-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278';

export interface Zone {
  /** [lon, lat] → [easting, northing] */
  readonly forward: (point: [number, number]) => [number, number];
  /** [easting, northing] → [lon, lat] */
  readonly inverse: (point: [number, number]) => [number, number];
}

export function zoneOf(epsg: number): Zone {
  const meridian = centralMeridians[epsg];
  if (meridian === undefined) throw new Error(`No VN-2000 zone EPSG:${epsg}`);
  return proj4(
    'EPSG:4326',
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=${toWgs84} +units=m +no_defs`,
  );
}
