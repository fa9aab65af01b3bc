import { z } from 'zod';
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
  /** Fees by the source's own id of the dossier; an empty list for one without. */
  readonly byDossiers: (rowIds: readonly string[]) => Promise<ReadonlyMap<string, DossierFee[]>>;
}

export const createFeeConnector = (client: IgateClient): FeeConnector => ({
  async byDossiers(rowIds) {
    const rows = await client.get('pa/dossier-fee/--by-dossiers', { 'dossier-ids': rowIds.join(',') }, Rows);
    const byDossier = new Map<string, DossierFee[]>(rowIds.map((id) => [id, []]));
    for (const row of rows) byDossier.get(row.dossier.id)?.push(toFee(row));
    return byDossier;
  },
});

function toFee({ procost, amount, quantity: charged, paid }: z.infer<typeof Rows>[number]): DossierFee {
  const quantity = charged ?? 1;
  const paidAmount = paid ?? 0;
  return { name: procost.type.name, amount, quantity, paidAmount, paid: paidAmount >= amount * quantity };
}
