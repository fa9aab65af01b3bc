import { connectorContract } from '../contract/connector.js';
import { createHealthSource, type HealthSource } from '../../subgraphs/health/source.js';

const access = { restricted: false };
const searchset = { resourceType: 'Bundle', type: 'searchset', total: 0 };
const batchOf = (resource: object) => ({ resourceType: 'Bundle', entry: [{ response: { status: '200 OK' }, resource }] });
// A server may fail one search of a batch: that is an Error in its place, and the whole answer here.
const only = ([answer]: readonly unknown[]) => {
  if (answer instanceof Error) throw answer;
  return answer;
};

const reads: Record<
  string,
  { empty: object; read: (source: HealthSource) => Promise<unknown>; isEmpty: (value: unknown) => boolean }
> = {
  records: {
    empty: searchset,
    read: async ({ records }) => only(await records(['040199000001'], access, () => true)),
    isEmpty: (value) => value === null,
  },
  sections: {
    empty: batchOf(searchset),
    read: async ({ sections }) => only(await sections([{ name: 'problems', patientIds: ['p1'], last: null }], access)),
    isEmpty: (value) => Array.isArray(value) && value.length === 0,
  },
  counts: {
    empty: batchOf(searchset),
    read: async ({ counts }) => only(await counts([['16690']])),
    isEmpty: (value) => value === 0,
  },
};

for (const [what, { empty, read, isEmpty }] of Object.entries(reads)) {
  connectorContract({
    name: `health ${what}`,
    source: {
      id: 'ehr-stub',
      system: 'fhir',
      jurisdictions: ['vinh'],
      options: { personalIdSystems: ['urn:id'], station: 'Organization/tyt-{commune}', communes: { vinh: ['16690'] } },
    },
    empty: { type: 'application/fhir+json', body: JSON.stringify(empty) },
    async read(config) {
      const source = createHealthSource(config);
      try {
        return await read(source);
      } finally {
        await source.close();
      }
    },
    isEmpty,
  });
}
