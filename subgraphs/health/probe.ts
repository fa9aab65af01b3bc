import { createFhirClient } from '../../connectors/fhir.js';
import { sampleSize, type OpenProbe } from '../../connectors/probe.js';
import { readPatient } from './patient.connector.js';
import { placesOf } from './source-options.js';

/** Any patients, as far as no label restricts them. */
export const probeFhir: OpenProbe = (source) => {
  const places = placesOf(source);
  const fhir = createFhirClient({ ...source, options: { ...source.options, pageSize: sampleSize } });
  return {
    async sample() {
      const { matches } = await fhir.search({ type: 'Patient', parameters: {}, atMost: sampleSize }, { restricted: false });
      return matches.map((resource) => readPatient(resource, places, source.id).patient);
    },
    close: () => fhir.close(),
  };
};
