import { badData } from '../../connectors/shaped.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError } from '../../core/errors.js';
import type { Slice } from '../../schema/paging.js';
import type { AgencyConnector } from './agency.connector.js';
import { createDossierLookup, type DossierLookup } from './dossier-lookup.connector.js';
import { toDossier, type DossierMapping } from './dossier-mapping.js';
import { DossierRow } from './dossier-row.js';
import type { DossierRecord } from './dossier.type.js';
import type { Parameters } from './igate-client.js';
import { readPage, type PageParameters } from './igate-page.js';
import { endOfDay, startOfDay } from './igate-shapes.js';
import { pageWindows } from './page-window.js';
import type { ProcedureConnector } from './procedure.connector.js';
import { isOpen, nationalStatuses, type DossierStatus } from './status.type.js';

const path = 'pa/dossier/search';
const newestFirst = { sort: 'appliedDate,desc', 'remove-status': 0 } as const;

/** Which dossiers are meant. Every part that is given must hold. */
export interface DossierQuestion {
  /** Handled by one of these agencies, or one below them. */
  readonly agencies: readonly string[];
  /** Applied for by one of these persons. */
  readonly persons?: readonly string[] | undefined;
  readonly status?: DossierStatus | null | undefined;
  readonly procedure?: string | null | undefined;
  readonly appliedFrom?: string | null | undefined;
  readonly appliedTo?: string | null | undefined;
  /** Only those still open and past due. */
  readonly openPastDue?: boolean | null | undefined;
}

export interface DossierConnector extends DossierLookup {
  /** A stretch of the answer, newest application first. */
  readonly search: (question: DossierQuestion, offset: number, limit: number) => Promise<Slice<FoundDossier>>;
}

/** A dossier, or the Error that stands for a row the hub cannot read. */
export type FoundDossier = DossierRecord | HubError;

export interface DossierSource extends DossierMapping {
  readonly agencies: AgencyConnector;
  readonly procedures: ProcedureConnector;
}

const nothing = { rows: [], total: 0 } as const;

/** Dossiers of one iGate. Identifiers of persons travel in a form, never in a URL. */
export function createDossierConnector(source: DossierSource): DossierConnector {
  const { client } = source;
  const reads = wholeReadsOf(client.source);
  const told = (rows: readonly (DossierRow | HubError)[]): FoundDossier[] =>
    rows.map((row) => (row instanceof HubError ? row : toDossier(source, row)));

  async function readAsked(question: DossierQuestion, parameters: Parameters & PageParameters) {
    const page = await readPage(client, path, { ...newestFirst, ...parameters, spec: 'page' }, DossierRow);
    for (const row of told(page.rows)) requireAsked(client.source.id, question, row);
    return page;
  }

  return {
    ...createDossierLookup(source),
    async search(question, offset, limit) {
      const parameters = await parametersOf(source, question);
      if (!parameters) return nothing;
      const windows = pageWindows(offset, limit);
      // What is past due depends on the instant of asking: the question says more shortly what is the same.
      const pages = await Promise.all(
        windows.map(({ page, size }) =>
          reads.one({ kind: 'DossierList', key: JSON.stringify([question, page, size]) }, () =>
            readAsked(question, { ...parameters, page, size }),
          ),
        ),
      );
      const rows = pages.flatMap((page, at) => told(page.rows.slice(windows[at]!.skip, windows[at]!.skip + windows[at]!.take)));
      return { rows, total: pages[0]!.total };
    },
  };
}

/** The question as iGate's parameters, or null where nothing can answer it. */
async function parametersOf(source: DossierSource, question: DossierQuestion): Promise<Parameters | null> {
  const { agencies, persons, procedure } = question;
  const statuses = statusesOf(source, question);
  if ([agencies, persons, statuses].some((list) => list?.length === 0)) return null;
  const [agencyIds, procedureId] = await Promise.all([
    source.agencies.idsOf(agencies),
    procedure ? source.procedures.catalogue().then((entries) => entries.get(procedure)?.id ?? null) : undefined,
  ]);
  if (procedureId === null) return null;
  return {
    'ancestor-agency-id': agencyIds.join(','),
    ...(persons && { 'identity-number': persons.join(',') }),
    ...(statuses && { 'dossier-status': statuses.join(',') }),
    ...(procedureId && { 'procedure-id': procedureId }),
    ...timesOf(source, question),
  };
}

const timesOf = ({ client }: DossierSource, { appliedFrom, appliedTo, openPastDue }: DossierQuestion): Parameters => ({
  ...(appliedFrom && { 'applied-from': startOfDay(appliedFrom) }),
  ...(appliedTo && { 'applied-to': endOfDay(appliedTo) }),
  ...(openPastDue && { 'appointment-to': client.options.now ?? new Date().toISOString() }),
});

/** The source's numbers to ask for; undefined for any. */
function statusesOf({ statuses }: DossierSource, { status, openPastDue }: DossierQuestion) {
  if (!status && !openPastDue) return undefined;
  const wanted = nationalStatuses.filter((each) => (!status || each === status) && (!openPastDue || isOpen(each)));
  return statuses.raw(wanted);
}

// Who may see a row follows from the question. A source that answers another question must not widen anyone's sight.
function requireAsked(source: string, { agencies, persons }: DossierQuestion, row: FoundDossier): void {
  if (row instanceof HubError) return;
  const byAgency = row.lineage.some((id) => agencies.includes(id));
  const byPerson = !persons || row.persons.some((id) => persons.includes(id));
  if (byAgency && byPerson) return;
  throw badData(source, 'rows that were not asked for');
}
