import type { SandboxSystem } from '../../system.js';
import type { World } from '../../world/types.js';
import { arcgisSystem } from '../arcgis/index.js';
import { ogcFeaturesSystem } from '../ogc-features/index.js';
import { wfsSystem } from '../wfs/index.js';

/** The land systems in miniature: Nghệ An and Đồng Hới on WFS, Đông Hà on OGC API Features, Huế on ArcGIS. */
export const landSystems = (world: World): SandboxSystem[] => [
  wfsSystem(world, 'land-nghe-an', ['vinh', 'thai-hoa', 'hoang-mai']),
  wfsSystem(world, 'land-dong-hoi', ['dong-hoi']),
  ogcFeaturesSystem(world, 'land-dong-ha', ['dong-ha']),
  arcgisSystem(world, 'land-hue', ['hue']),
];
