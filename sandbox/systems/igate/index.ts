import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createClock } from '../../clock.js';
import { createMoves } from '../../moves.js';
import type { SandboxSystem } from '../../system.js';
import type { ProvinceSlug, World } from '../../world/types.js';
import { agencyEntry, feeEntries, procedureEntry } from './catalogue.js';
import { indexDossiers } from './dossier-index.js';
import { createDossierMover } from './dossier-moves.js';
import { asksForChanges, searchDossiers } from './dossier-search.js';
import { progressRoute } from './progress-route.js';
import { provinceData, provinces, type ProvinceData } from './province.js';
import { registerSignIn } from './sign-in.js';
import { springPage } from './spring-page.js';
import { statisticsByAgency } from './statistics.js';

export interface IgateOptions {
  /** How long a token is good for; Keycloak's own default is five minutes. */
  readonly tokenSeconds?: number;
  /** While the hub watches for changes, a dossier goes on by itself this often; 0: none does. */
  readonly movesEveryMs?: number;
}

const nationalStatus = { 0: 1, 1: 1, 2: 4, 3: 5, 4: 9, 5: 10, 6: 3, 7: 7, 8: 8, 9: 6 } as const;

/** VNPT-iGate in miniature: one system for each province. */
export const igateSystems = (world: World, { tokenSeconds = 3_600, movesEveryMs = 0 }: IgateOptions = {}): SandboxSystem[] =>
  (Object.keys(provinces) as ProvinceSlug[]).map((slug) => {
    const data = provinceData(world, slug);
    const credentials = { clientId: 'lien-thong-hub', clientSecret: `sandbox-${slug}` };
    return {
      source: {
        id: `igate-${slug}`,
        system: 'igate',
        jurisdictions: world.jurisdictions.filter(({ province }) => province === slug).map((each) => each.slug),
        prefixes: [...data.settings.prefixes],
        options: { ...credentials, ...settingsOf(data) },
      },
      basePath: '',
      register: (app) => {
        registerSignIn(app, { ...credentials, tokenSeconds });
        registerRoutes(app, data, { seed: world.seed, movesEveryMs });
      },
    };
  });

function settingsOf({ agencies, settings, now }: ProvinceData) {
  const byJurisdiction: Record<string, string[]> = {};
  for (const { id, jurisdiction } of agencies) if (jurisdiction !== null) (byJurisdiction[jurisdiction] ??= []).push(id);
  const codes = Object.entries(nationalStatus).map(([world, national]) => [
    settings.statusNumbers[Number(world)] ?? world,
    national,
  ]);
  return {
    agencies: byJurisdiction,
    statisticsSuffix: settings.statisticsSuffix,
    statusTable: { codes: Object.fromEntries(codes) as Record<string, number>, default: 4 },
    now,
    changesEveryMs: 1_000,
  };
}

const queryOf = (request: FastifyRequest) => new URLSearchParams(request.url.split('?')[1] ?? '');

function registerRoutes(
  app: FastifyInstance,
  data: ProvinceData,
  { seed, movesEveryMs }: { readonly seed: number; readonly movesEveryMs: number },
): void {
  const index = indexDossiers(data);
  const clock = createClock(data.now);
  const goOn = createMoves(movesEveryMs, createDossierMover(index, seed, clock));
  const search = (parameters: URLSearchParams) => {
    if (asksForChanges(parameters)) goOn();
    return springPage(searchDossiers(index, parameters), parameters, (entry) => entry.row());
  };
  const agencies = data.agencies.map(agencyEntry);
  const procedures = data.procedures.map(procedureEntry);

  app.get('/pa/dossier/search', (request) => search(queryOf(request)));
  app.post('/pa/dossier/search', ({ body }) => search(body instanceof URLSearchParams ? body : new URLSearchParams()));
  progressRoute(app, index, clock);
  app.get('/ba/agency/--search', (request) => springPage(agencies, queryOf(request), (agency) => agency));
  app.get('/bd/procedure/--search', (request) => springPage(procedures, queryOf(request), (procedure) => procedure));
  app.get('/pa/dossier-fee/--by-dossiers', (request) =>
    (queryOf(request).get('dossier-ids') ?? '')
      .split(',')
      .flatMap((id) => index.byId.get(id) ?? [])
      .flatMap(({ dossier }) => feeEntries(dossier)),
  );
  app.get(`/pa/dossier-statistic/--statistic-agency-${data.settings.statisticsSuffix}`, (request) =>
    statisticsByAgency(data, index, queryOf(request)),
  );
}
