import { wellKnown } from '../../sandbox/world/index.js';
import { createOfficeSubgraph } from '../../subgraphs/office/index.js';
import { subgraphContract } from '../contract/subgraph.js';
import { auditor, idOf, ngheAn, startOffices, vinh } from './office-fixture.js';

subgraphContract({
  create: async () => {
    const { configs, requests, close } = await startOffices();
    return { subgraph: await createOfficeSubgraph(configs), requests, close };
  },
  caller: auditor,
  entities: [
    {
      typename: 'Document',
      references: [...new Set([wellKnown.documentId, ...ngheAn.slice(0, 12).map(({ id }) => id)])].map((id) => ({
        id: idOf(id),
      })),
      unknown: { id: 'ioffice-nghe-an:99999999' },
      selection: '{ id subject steps { at action } files { name } deliveries { recipientCode status reports { rawCode } } }',
    },
    {
      typename: 'Dossier',
      references: [...new Set(ngheAn.flatMap(({ dossierCode }) => dossierCode ?? []))].slice(0, 10).map((code) => ({ code })),
      unknown: { code: 'H41.99-260101-9999' },
      selection: '{ documents(first: 5) { nodes { id } totalCount } }',
    },
    {
      typename: 'Jurisdiction',
      references: ['vinh', 'thai-hoa', 'hoang-mai'].map((slug) => ({ slug })),
      unknown: { slug: 'atlantis' },
      selection: '{ documentStatistics { incoming outgoing signedShare onTimeShare } }',
    },
    {
      typename: 'Agency',
      references: [...new Set(vinh.map(({ agencyId }) => agencyId))].slice(0, 5).map((id) => ({ id })),
      unknown: { id: 'Z99.99' },
      selection: '{ documentStatistics { incoming outgoing byMonth { period } } }',
    },
  ],
});
