import { z } from 'zod';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { groupBy } from '../../core/group-by.js';
import type { DossierFee } from './dossier-parts.type.js';
import type { IgateClient } from './igate-client.js';
import { Name } from './igate-shapes.js';

const Rows = z.array(
  z.object({
    dossier: z.object({ id: z.string() }),
    procost: z.object({ type: z.object({ name: Name }) }),
    amount: z.number(),
    quantity: z.number().int().nullish(),
    paid: z.number().nullish(),
  }),
);

export interface FeeConnector {
  /** Fees by the source's own ids of dossiers, in their order; an empty list for one without. Those that are known are not asked for. */
  readonly byDossiers: (rowIds: readonly string[]) => Promise<(DossierFee[] | Error)[]>;
}

export const createFeeConnector = (client: IgateClient): FeeConnector => ({
  byDossiers: (rowIds) =>
    wholeReadsOf(client.source).many('DossierFee', rowIds, async (missing) => {
      const rows = await client.get('pa/dossier-fee/--by-dossiers', { 'dossier-ids': missing.join(',') }, Rows);
      const byDossier = groupBy(rows, ({ dossier }) => dossier.id);
      return missing.map((id) => (byDossier.get(id) ?? []).map(toFee));
    }),
});

function toFee({ procost, amount, quantity: charged, paid }: z.infer<typeof Rows>[number]): DossierFee {
  const quantity = charged ?? 1;
  const paidAmount = paid ?? 0;
  return { name: procost.type.name, amount, quantity, paidAmount, paid: paidAmount >= amount * quantity };
}
