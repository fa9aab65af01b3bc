import type { SandboxSystem } from '../../system.js';
import type { World } from '../../world/types.js';
import { axis } from './routes.js';

const credentials = { systemId: '000.00.00.LTH', secret: 'sandbox-axis-secret' };

/** The national interchange axis (Trục liên thông văn bản quốc gia) in miniature: one for all jurisdictions. */
export function axisSystems(world: World): SandboxSystem[] {
  return [
    {
      source: {
        id: 'axis-national',
        system: 'interchange-axis',
        jurisdictions: world.jurisdictions.map(({ slug }) => slug),
        options: credentials,
      },
      basePath: '/vxp',
      register: async (app) => {
        await app.register(axis(world, credentials), { prefix: '/vxp' });
      },
    },
  ];
}
