import { connectorContract } from '../contract/connector.js';
import { createHealthSource } from '../../subgraphs/health/source.js';

connectorContract({
  name: 'health records',
  source: {
    id: 'ehr-stub',
    system: 'fhir',
    jurisdictions: ['vinh'],
    options: { personalIdSystems: ['urn:id'], station: 'Organization/tyt-{commune}', communes: { vinh: ['16690'] } },
  },
  empty: { type: 'application/fhir+json', body: '{"resourceType":"Bundle","type":"searchset"}' },
  read: async (config) => {
    const source = createHealthSource(config);
    try {
      return await source.records(['040199000001'], { restricted: false }, () => true);
    } finally {
      await source.close();
    }
  },
  isEmpty: (value) => value instanceof Map && value.size === 0,
});
