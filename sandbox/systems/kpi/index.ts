import { createMoves } from '../../moves.js';
import type { SandboxSystem } from '../../system.js';
import type { ProvinceSlug, World } from '../../world/types.js';
import { createEstimator } from './estimates.js';
import { countWorld } from './monthly.js';
import { basePath, registerRoutes } from './routes.js';
import { areaOf, createStore } from './store.js';

const provinces: readonly ProvinceSlug[] = ['nghe-an', 'quang-tri', 'hue'];

export interface KpiOptions {
  /** While the hub watches for changes, an estimate is handed in this often; 0: none is. */
  readonly movesEveryMs?: number;
}

/** The provinces' reporting systems (LRIS): packages after QCVN 125:2021's list, as JSON behind an API key. */
export function kpiSystems(world: World, { movesEveryMs = 0 }: KpiOptions = {}): SandboxSystem[] {
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
          changesEveryMs: 1_000,
          areas: Object.fromEntries(jurisdictions.map(({ slug }) => [slug, areaOf(slug)])),
          communes: Object.fromEntries(jurisdictions.map(({ slug, communes }) => [slug, communes.map(({ code }) => code)])),
        },
      },
      basePath,
      register: (app) => {
        const store = createStore(world, jurisdictions, counts);
        const slugs = jurisdictions.map(({ slug }) => slug);
        const estimate = createEstimator(store, { seed: world.seed, today: world.today, slugs });
        const goOn = createMoves(movesEveryMs, estimate);
        registerRoutes(app, store, { apiKey, sender: `LRIS-${province}`, today: world.today, goOn });
      },
    };
  });
}
