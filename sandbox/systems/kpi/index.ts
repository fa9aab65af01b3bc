import type { SandboxSystem } from '../../system.js';
import type { ProvinceSlug, World } from '../../world/types.js';
import { countWorld } from './monthly.js';
import { basePath, registerRoutes } from './routes.js';
import { areaOf, createStore } from './store.js';

const provinces: readonly ProvinceSlug[] = ['nghe-an', 'quang-tri', 'hue'];

/** The provinces' reporting systems (LRIS): packages after QCVN 125:2021's list, as JSON behind an API key. */
export function kpiSystems(world: World): SandboxSystem[] {
  const counts = countWorld(world);
  return provinces.map((province) => {
    const jurisdictions = world.jurisdictions.filter((jurisdiction) => jurisdiction.province === province);
    const apiKey = `sandbox-kpi-${province}`;
    return {
      source: {
        id: `kpi-${province}`,
        system: 'kpi',
        jurisdictions: jurisdictions.map(({ slug }) => slug),
        options: {
          apiKey,
          areas: Object.fromEntries(jurisdictions.map(({ slug }) => [slug, areaOf(slug)])),
          communes: Object.fromEntries(jurisdictions.map(({ slug, communes }) => [slug, communes.map(({ code }) => code)])),
        },
      },
      basePath,
      register: (app) =>
        registerRoutes(app, createStore(world, jurisdictions, counts), {
          apiKey,
          sender: `LRIS-${province}`,
          today: world.today,
        }),
    };
  });
}
