import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { subgraphContract } from '../contract/subgraph.js';
import { callerWith, landOver } from './land-sandbox.js';

const world = createWorld({ scale: 0.1 });
const parcels = world.jurisdictions.flatMap(({ slug }) =>
  world.parcels.filter(({ jurisdiction }) => jurisdiction === slug).slice(0, 5),
);
const numberOf = ({ communeCode, sheetNumber, parcelNumber }: (typeof parcels)[number]) => ({
  communeCode,
  sheetNumber,
  parcelNumber,
});
const ofVinh = parcels.filter(({ jurisdiction }) => jurisdiction === 'vinh');
const selection = '{ code areaM2 geometry landUses { code name } planningZones { id } users { person { personalId } } }';

subgraphContract({
  async create() {
    const { subgraph, upstream, close } = await landOver(world);
    let requests = 0;
    return {
      subgraph,
      requests: async () => (requests += (await upstream()).length),
      close,
    };
  },
  caller: callerWith(['officer', 'auditor']),
  entities: [
    { typename: 'Parcel', references: ofVinh.map(({ code }) => ({ code })), unknown: { code: 'w774zzzzzzzz' }, selection },
    {
      typename: 'Parcel',
      references: ofVinh.map(numberOf),
      unknown: { communeCode: '16690', sheetNumber: 999, parcelNumber: 999 },
      selection,
    },
    {
      typename: 'Person',
      references: world.people.slice(0, 10).map(({ personalId }) => ({ personalId })),
      unknown: { personalId: '000000000000' },
      selection: '{ parcels(first: 5) { nodes { code } totalCount } }',
    },
    {
      typename: 'Jurisdiction',
      references: ['vinh', 'thai-hoa', 'hoang-mai'].map((slug) => ({ slug })),
      unknown: { slug: 'atlantis' },
      selection: '{ landStatistics { parcelCount areaM2 byLandUse { parcelCount landUse { code } } } }',
    },
    {
      typename: 'AdminUnit',
      references: [wellKnown.communeCode, '16681', '16702'].map((code) => ({ code, validFrom: '2025-07-01' })),
      unknown: { code: '99999', validFrom: '2025-07-01' },
      selection: '{ landStatistics { parcelCount areaM2 } }',
    },
  ],
});
