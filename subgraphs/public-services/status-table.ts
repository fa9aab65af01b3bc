import type { IgateOptions } from './igate-options.js';
import { nationalStatuses, type DossierStatus } from './status.type.js';

export interface StatusTable {
  /** The national status for this source's number. */
  readonly national: (raw: number) => DossierStatus;
  /** This source's numbers for any of `statuses`. */
  readonly raw: (statuses: Iterable<DossierStatus>) => readonly string[];
}

const nameOf = (code: number) => nationalStatuses[code - 1]!;

/** One source's numbers and the national codes, both ways. A number the table lacks reads as its default. */
export function createStatusTable({ statusTable }: IgateOptions): StatusTable {
  const listed = Object.entries(statusTable.codes).map(([raw, code]) => ({ raw, national: nameOf(code) }));
  const byRaw = new Map(listed.map(({ raw, national }) => [raw, national]));
  return {
    national: (raw) => byRaw.get(String(raw)) ?? nameOf(statusTable.default),
    raw: (statuses) => {
      const wanted = new Set(statuses);
      return listed.filter(({ national }) => wanted.has(national)).map(({ raw }) => raw);
    },
  };
}
