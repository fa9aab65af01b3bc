import { createFhirClient } from '../../connectors/fhir.js';
import type { SourceConfig } from '../../core/sources.js';
import { createClinicalReader } from './clinical.connector.js';
import { createRecordReader } from './record.connector.js';
import { placesOf } from './source-options.js';
import { createRecordCounter } from './statistics.connector.js';

export type HealthSource = ReturnType<typeof createHealthSource>;

/** What the domain can ask of one health record system. */
export function createHealthSource(config: SourceConfig) {
  const client = createFhirClient(config);
  const places = placesOf(config);
  return {
    config,
    places,
    records: createRecordReader(client, places),
    sections: createClinicalReader(client),
    counts: createRecordCounter(client, places),
    close: () => client.close(),
  };
}
