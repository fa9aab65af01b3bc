import { subgraphContract } from '../contract/subgraph.js';
import { callerAs, everything, startHealth, withRecordIn, world } from './health-under-test.js';

subgraphContract({
  create: async () => {
    const { subgraph, requests, closeSystem } = await startHealth();
    return { subgraph, requests: async () => (await requests()).total, close: closeSystem };
  },
  caller: callerAs(['clinician', 'ioc'], '*'),
  entities: [
    {
      typename: 'Person',
      references: withRecordIn('vinh')
        .slice(0, 4)
        .map(({ personalId }) => ({ personalId })),
      unknown: { personalId: '999999999999' },
      selection: `{ healthRecord ${everything} }`,
    },
    {
      typename: 'Jurisdiction',
      references: ['vinh', 'dong-ha', 'hue'].map((slug) => ({ slug, population: 100 })),
      unknown: { slug: 'nowhere' },
      selection: '{ slug healthStatistics { recordCount coverage } }',
    },
    {
      typename: 'AdminUnit',
      references: world.jurisdictions[0]!.communes.slice(0, 3).map(({ code }) => ({ code, validFrom: '2025-07-01' })),
      unknown: { code: '99999', validFrom: '2025-07-01' },
      selection: '{ code validFrom healthStatistics { recordCount } }',
    },
  ],
});
