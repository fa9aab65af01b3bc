import { z } from 'zod';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { IgateClient } from './igate-client.js';
import { readCatalogue } from './igate-page.js';
import { Name } from './igate-shapes.js';
import type { ProcedureRecord, ServiceLevel } from './procedure.type.js';

const Level = z.object({ code: z.number().int().nullish() });

/** A procedure where a dossier mentions it: its name stands in `translate` or in `name`. */
export const ProcedureMention = z.object({
  code: z.string(),
  name: Name.nullish(),
  translate: Name.nullish(),
  sector: z.object({ code: z.string().nullish(), name: Name.nullish() }).nullish(),
});
export type ProcedureMention = z.infer<typeof ProcedureMention>;
export const ProcedureLevel = Level.nullish();

const Row = ProcedureMention.extend({
  id: z.string(),
  level: ProcedureLevel,
  processingTime: z.number().nullish(),
  processingTimeUnit: z.string().nullish(),
  procost: z.array(z.object({ type: z.object({ name: Name }), cost: z.number() })).nullish(),
});

export interface CatalogueEntry {
  /** The source's own id, which its search wants. */
  readonly id: string;
  readonly procedure: ProcedureRecord;
}

export interface ProcedureConnector {
  /** The source's whole catalogue by national code. */
  readonly catalogue: () => Promise<ReadonlyMap<string, CatalogueEntry>>;
}

export function createProcedureConnector(client: IgateClient): ProcedureConnector {
  return {
    async catalogue() {
      const rows = await wholeReadsOf(client.source).one({ kind: 'Procedure', key: 'catalogue' }, () =>
        readCatalogue(client, 'bd/procedure/--search', Row),
      );
      return new Map(rows.map((row) => [row.code, { id: row.id, procedure: toProcedure(client, row) }]));
    },
  };
}

const toProcedure = (client: IgateClient, row: z.infer<typeof Row>): ProcedureRecord => ({
  ...mentioned(client, row, row.level?.code ?? null),
  detail: {
    processingDays: row.processingTime === null || row.processingTime === undefined ? null : inDays(row.processingTime, row),
    fees: (row.procost ?? []).map(({ type, cost }) => ({ name: type.name, amount: cost })),
  },
});

const inDays = (time: number, { processingTimeUnit }: { processingTimeUnit?: string | null | undefined }) =>
  processingTimeUnit === 'h' ? Math.ceil(time / 8) : Math.ceil(time);

const levels: Readonly<Record<number, ServiceLevel>> = { 1: 'INFORMATION', 2: 'INFORMATION', 3: 'PARTIAL', 4: 'FULL' };

/** The level of today for one of the levels 1–4. */
export const serviceLevelOf = (former: number | null): ServiceLevel | null => (former === null ? null : (levels[former] ?? null));

/** A procedure as far as a mention of it goes. */
export const mentioned = ({ source }: IgateClient, row: ProcedureMention, formerLevel: number | null): ProcedureRecord => ({
  code: row.code,
  name: row.translate ?? row.name ?? null,
  sector: row.sector ? { code: row.sector.code ?? null, name: row.sector.name ?? null } : null,
  serviceLevel: serviceLevelOf(formerLevel),
  formerLevel,
  provenance: provenanceOf(source),
  detail: null,
});
