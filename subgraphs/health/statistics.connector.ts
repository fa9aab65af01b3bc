import type { FhirClient } from '../../connectors/fhir.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import type { HealthPlaces } from './source-options.js';

/** Counts the records that the stations of each list of communes manage: all counts that are not known, in one request. */
export const createRecordCounter =
  (client: FhirClient, { stationOf }: HealthPlaces) =>
  (communes: readonly (readonly string[])[]): Promise<(number | Error)[]> => {
    const stations = communes.map((codes) => codes.map(stationOf).join(','));
    return wholeReadsOf(client.source).many('HealthStatistics', stations, (missing) =>
      client.counts(missing.map((organization) => ({ type: 'Patient', parameters: { organization } }))),
    );
  };
