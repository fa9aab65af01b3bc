import type { CapabilityStatement } from 'fhir/r4.js';
import { searchParameters } from './search-parameters.js';

export const capabilities = (date: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date,
  kind: 'instance',
  implementation: { description: 'Synthetic health records of the sandbox; all people are invented' },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'batch' }],
      resource: Object.entries(searchParameters).map(([type, parameters]) => ({
        type: type as 'Patient',
        interaction: [{ code: 'read' }, { code: 'search-type' }],
        searchParam: Object.keys(parameters).map((name) => ({ name, type: searchType(name) })),
      })),
    },
  ],
});

const searchType = (name: string) => (['patient', 'subject', 'organization'].includes(name) ? 'reference' : 'token');
