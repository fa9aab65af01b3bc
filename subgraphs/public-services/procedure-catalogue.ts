import { reachOf } from '../../auth/caller.js';
import { fold } from '../../core/fold.js';
import { covering } from '../../core/sources.js';
import type { PagedSource } from '../../schema/paging.js';
import { reachableJurisdictions } from '../../schema/rows.js';
import type { IgateLoaders, PublicServicesContext } from './context.js';
import type { CatalogueEntry } from './procedure.connector.js';
import type { ProcedureRecord } from './procedure.type.js';

function reachable({ caller, igates }: PublicServicesContext): IgateLoaders[] {
  // An entity reference comes past the guards of fields.
  if (reachOf(caller, 'public-services:read') === null) return [];
  const jurisdictions = reachableJurisdictions(caller, 'public-services:read');
  return igates.filter(({ igate }) => covering([igate.source], jurisdictions).length > 0);
}

const readAll = (igates: readonly IgateLoaders[]) => Promise.allSettled(igates.map(({ procedures }) => procedures()));

const answered = (outcomes: readonly PromiseSettledResult<ReadonlyMap<string, CatalogueEntry>>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));

/** The procedure as the first source within reach lists it. A source that failed makes "unknown" an error, for it may know it. */
export async function findProcedure(context: PublicServicesContext, code: string): Promise<ProcedureRecord | null> {
  const outcomes = await readAll(reachable(context));
  const found = answered(outcomes).find((catalogue) => catalogue.has(code));
  if (found) return found.get(code)!.procedure;
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return null;
}

/** The catalogues within reach as one list by code, and beside it each source that failed. */
export async function readCatalogues(context: PublicServicesContext, search: string): Promise<PagedSource<ProcedureRecord>[]> {
  const igates = reachable(context);
  const outcomes = await readAll(igates);
  const byCode = new Map<string, ProcedureRecord>();
  for (const catalogue of answered(outcomes)) {
    for (const [code, { procedure }] of catalogue) if (!byCode.has(code)) byCode.set(code, procedure);
  }
  const wanted = fold(search);
  const rows = [...byCode.values()]
    .filter(({ code, name }) => fold(`${code} ${name ?? ''}`).includes(wanted))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const failed = outcomes.flatMap((outcome, at) =>
    outcome.status === 'rejected'
      ? [{ id: igates[at]!.igate.source.id, slice: () => Promise.reject(outcome.reason as Error) }]
      : [],
  );
  const listed = { id: 'catalogue', slice: async (offset: number, limit: number) => sliceOf(rows, offset, limit) };
  return [...failed, listed];
}

const sliceOf = (rows: readonly ProcedureRecord[], offset: number, limit: number) => ({
  rows: rows.slice(offset, offset + limit),
  total: rows.length,
});
