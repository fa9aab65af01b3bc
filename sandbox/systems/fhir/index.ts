import type { SandboxSystem } from '../../system.js';
import { wellKnown } from '../../world/well-known.js';
import type { World } from '../../world/types.js';
import { clinicalOf } from './clinical.js';
import { fhirCast, patientsOf, stationsOf } from './patients.js';
import { registerFhir } from './routes.js';
import { createStore, type FhirStore } from './store.js';
import { systems } from './terminology.js';

export { fhirCast, type FhirCast } from './patients.js';

const basePath = '/fhir';
const bearerToken = 'sandbox-fhir';

/** The national electronic health record (sổ sức khỏe điện tử) in miniature: one FHIR R4 server for all jurisdictions. */
export const fhirSystems = (world: World): SandboxSystem[] => [
  {
    basePath,
    source: {
      id: 'ehr-national',
      system: 'fhir',
      jurisdictions: world.jurisdictions.map(({ slug }) => slug),
      options: {
        bearerToken,
        batch: true,
        personalIdSystems: [systems.personalId],
        insuranceSystems: [systems.insurance],
        station: 'Organization/tyt-{commune}',
        communes: Object.fromEntries(world.jurisdictions.map(({ slug, communes }) => [slug, communes.map(({ code }) => code)])),
      },
    },
    register: (app) => registerFhir(app, storeOf(world), { basePath, bearerToken, today: world.today }),
  },
];

function storeOf(world: World): FhirStore {
  const cast = fhirCast(world);
  const patients = patientsOf(world, cast);
  return createStore([
    ...stationsOf(world),
    ...patients.map(({ patient }) => patient),
    ...patients.flatMap((of) =>
      clinicalOf(of, world, {
        rich: of.person.personalId === wellKnown.personalId,
        withHiv: of.person.personalId === cast.restrictedPersonalId,
      }),
    ),
  ]);
}
