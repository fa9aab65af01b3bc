import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError } from '../../core/errors.js';
import { personIn, toDossier, type DossierMapping } from './dossier-mapping.js';
import { DossierRow } from './dossier-row.js';
import type { FoundDossier } from './dossier.connector.js';
import type { DossierRecord } from './dossier.type.js';
import type { Parameters } from './igate-client.js';
import { readAll } from './igate-page.js';

export interface DossierLookup {
  /** In the order of `codes`: null for one the source does not hold. */
  readonly byCodes: (codes: readonly string[]) => Promise<(DossierRecord | null | Error)[]>;
  /** In the order of `persons`: all dossiers of each, in any order. */
  readonly ofPersons: (persons: readonly string[]) => Promise<(readonly FoundDossier[] | Error)[]>;
}

const path = 'pa/dossier/search';
const all = { sort: 'appliedDate,desc', 'remove-status': 0, spec: 'slice' } as const;
const personKey = 'person ';

/** Dossiers of one iGate by what names them. Those that are known are not asked for. */
export function createDossierLookup(mapping: DossierMapping): DossierLookup {
  const { client } = mapping;
  const reads = wholeReadsOf(client.source);
  const everyOne = (parameters: Parameters, size: number) => readAll(client, path, { ...all, ...parameters, size }, DossierRow);
  const told = (row: DossierRow | HubError): FoundDossier => (row instanceof HubError ? row : toDossier(mapping, row));

  return {
    async byCodes(codes) {
      const rows = await reads.many<DossierRow | null>('Dossier', codes, async (missing) =>
        byCode(missing, await everyOne({ code: missing.join(',') }, missing.length)),
      );
      return rows.map((row) => (row === null || row instanceof Error ? row : toDossier(mapping, row)));
    },
    async ofPersons(persons) {
      const keys = persons.map((person) => personKey + person);
      const lists = await reads.many('DossierList', keys, async (missing) => {
        const asked = missing.map((key) => key.slice(personKey.length));
        const rows = await everyOne({ 'identity-number': asked.join(',') }, 1000);
        // A row that cannot be read may be anyone's.
        return asked.map((person) => rows.filter((row) => row instanceof HubError || personIn(row) === person));
      });
      return lists.map((list) => (list instanceof Error ? list : list.map(told)));
    },
  };
}

function byCode(codes: readonly string[], rows: readonly (DossierRow | HubError)[]): (DossierRow | null | HubError)[] {
  const found = new Map(rows.flatMap((row) => (row instanceof HubError ? [] : [[row.code, row]])));
  // A row that cannot be read makes "unknown" an error: it may be the one.
  const unread = rows.find((row) => row instanceof HubError) ?? null;
  return codes.map((code) => found.get(code) ?? unread);
}
