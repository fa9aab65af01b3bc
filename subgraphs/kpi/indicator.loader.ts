import DataLoader from 'dataloader';
import { HubError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { PagedSource } from '../../schema/paging.js';
import type { Indicator } from './indicator.type.js';
import type { KpiSource } from './kpi.connector.js';
import { compareText } from './order.js';

export type IndicatorLoader = DataLoader<string, Indicator | null>;

interface Catalogue {
  readonly byCode: ReadonlyMap<string, Indicator>;
  readonly failures: readonly { readonly id: string; readonly error: Error }[];
}

/** The catalogues of all sources as one: a code that several list is one indicator. */
async function readCatalogue(sources: readonly KpiSource[]): Promise<Catalogue> {
  const answers = await Promise.allSettled(sources.map((source) => source.indicators()));
  const byCode = new Map<string, Indicator>();
  const failures: { id: string; error: Error }[] = [];
  answers.forEach((answer, at) => {
    if (answer.status === 'rejected') {
      const error = answer.reason instanceof Error ? answer.reason : new HubError('INTERNAL');
      failures.push({ id: sources[at]!.config.id, error });
      return;
    }
    for (const indicator of answer.value) if (!byCode.has(indicator.code)) byCode.set(indicator.code, indicator);
  });
  return { byCode, failures };
}

/** Codes → indicators. A code that no answering source lists is unknown only if all sources answered. */
export function createIndicatorLoader(sources: readonly KpiSource[]): IndicatorLoader {
  return new DataLoader(async (codes) => {
    const { byCode, failures } = await readCatalogue(sources);
    return codes.map((code) => byCode.get(code) ?? failures[0]?.error ?? null);
  });
}

export interface IndicatorFilter {
  readonly group?: string | null | undefined;
  readonly search?: string | null | undefined;
}

/** The catalogue as a list for `pageOver`: the indicators that match, by code, and each source that failed. */
export async function listIndicators(sources: readonly KpiSource[], filter: IndicatorFilter): Promise<PagedSource<Indicator>[]> {
  const { byCode, failures } = await readCatalogue(sources);
  const found = [...byCode.values()].filter((indicator) => matches(indicator, filter));
  found.sort((a, b) => compareText(a.code, b.code));
  return [
    ...failures.map(({ id, error }) => ({ id, slice: () => Promise.reject(error) })),
    {
      id: 'catalogue',
      slice: async (offset, limit) => ({ rows: found.slice(offset, offset + limit), total: found.length }),
    },
  ];
}

function matches({ code, name, nameEn, group }: Indicator, { group: wanted, search }: IndicatorFilter): boolean {
  if (wanted && group.code !== wanted) return false;
  return !search || fold(`${code} ${name} ${nameEn ?? ''}`).includes(fold(search));
}
