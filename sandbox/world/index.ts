import { today } from './calendar.js';
import { createDocuments } from './documents.js';
import { createDossiers } from './dossiers.js';
import { createOfficers } from './officers.js';
import { createParcels } from './parcels.js';
import { createPeople } from './people.js';
import { createPlaces } from './places.js';
import { procedures } from './procedures.js';
import type { World } from './types.js';
import { createZones } from './zones.js';

export { wellKnown } from './well-known.js';

export interface WorldOptions {
  readonly seed?: number;
  /** Multiplies the volume: 2,400 people, 6,000 dossiers, 3,000 parcels and 3,600 documents at 1. */
  readonly scale?: number;
}

// Fewer than this in a jurisdiction would leave some of its communes empty.
const fewest = 24;

/** The whole synthetic world, the same for the same seed and scale. */
export function createWorld({ seed = 2026, scale = 1 }: WorldOptions = {}): World {
  const each = (atScaleOne: number) => Math.max(fewest, Math.round(atScaleOne * scale));
  const { jurisdictions, agencies } = createPlaces();
  const people = createPeople(seed, jurisdictions, each(400));
  const parcels = createParcels(seed, jurisdictions, people, each(500));
  const zones = createZones(seed, jurisdictions, each(500));
  const officers = createOfficers(seed, agencies);
  const dossiers = createDossiers(seed, { jurisdictions, people, parcels, procedures }, officers, each(1_000));
  const documents = createDocuments(seed, { jurisdictions, agencies, dossiers, procedures }, officers, each(600));
  return { seed, today, jurisdictions, agencies, people, procedures, dossiers, parcels, zones, documents };
}
