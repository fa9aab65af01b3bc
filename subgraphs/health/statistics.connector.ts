import type { FhirClient } from '../../connectors/fhir.js';
import type { HealthPlaces } from './source-options.js';

/** Counts the records that the stations of each list of communes manage: all counts in one request. */
export const createRecordCounter =
  (client: FhirClient, { stationOf }: HealthPlaces) =>
  (communes: readonly (readonly string[])[]): Promise<(number | Error)[]> =>
    client.counts(communes.map((codes) => ({ type: 'Patient', parameters: { organization: codes.map(stationOf).join(',') } })));
