import type { SandboxSystem } from '../../system.js';
import type { ProvinceSlug, World } from '../../world/types.js';
import { ioffice } from './routes.js';

const provinces: readonly ProvinceSlug[] = ['nghe-an', 'quang-tri', 'hue'];

/** VNPT-iOffice in miniature: one system for each province. */
export function iofficeSystems(world: World): SandboxSystem[] {
  return provinces.map((province) => systemOf(world, province)).filter(({ source }) => source.jurisdictions.length > 0);
}

function systemOf(world: World, province: ProvinceSlug): SandboxSystem {
  const credentials = { username: `lienthong.${province}`, password: `sandbox-${province}` };
  const agencies = agenciesOf(world, province);
  return {
    source: {
      id: `ioffice-${province}`,
      system: 'ioffice',
      jurisdictions: world.jurisdictions.filter((place) => place.province === province).map(({ slug }) => slug),
      prefixes: [
        ...new Set(world.agencies.filter((agency) => agency.province === province).map(({ id }) => id.split('.', 1)[0]!)),
      ],
      options: { ...credentials, agencies },
    },
    basePath: '/qlvb/api',
    register: async (app) => {
      await app.register(ioffice(world, province, credentials), { prefix: '/qlvb/api' });
    },
  };
}

/** Which agencies keep each jurisdiction's registers: those that stand there, and any other in whose register its documents are. */
function agenciesOf(world: World, province: ProvinceSlug): Record<string, string[]> {
  const sets = new Map(
    world.jurisdictions.filter((place) => place.province === province).map(({ slug }) => [slug, new Set<string>()]),
  );
  for (const { id, jurisdiction } of world.agencies) if (jurisdiction !== null) sets.get(jurisdiction)?.add(id);
  for (const { agencyId, jurisdiction } of world.documents) sets.get(jurisdiction)?.add(agencyId);
  return Object.fromEntries([...sets].map(([slug, ids]) => [slug, [...ids].toSorted()]));
}
