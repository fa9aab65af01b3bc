import { z } from 'zod';
import type { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import type { Assignment } from './assignment.connector.js';
import type { DocumentDirection, DocumentUrgency } from './document-enums.type.js';
import type { DocumentFile, HandlingStep } from './document-parts.type.js';
import type { Document } from './document.type.js';

/** A number of a document within its source. */
export type DocumentNumber = number;

export interface DocumentSearch {
  /** The agencies whose registers to look in; null for all. */
  readonly agencies: readonly string[] | null;
  readonly direction?: DocumentDirection | null | undefined;
  readonly type?: string | null | undefined;
  readonly urgency?: DocumentUrgency | null | undefined;
  readonly signer?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly dossierCode?: string | null | undefined;
  readonly search?: string | null | undefined;
}

export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** What registers count over some time. */
export interface DocumentCounts {
  readonly incoming: number;
  readonly outgoing: number;
  readonly signedOutgoing: number;
  readonly onTime: number;
  readonly overdue: number;
  readonly pending: number;
}

/** What one agency's register counts, in all and month by month (`yyyy-MM`). */
export interface AgencyReport extends DocumentCounts {
  readonly agency: string;
  readonly months: readonly (DocumentCounts & { readonly period: string })[];
}

/** A document, or the Error that stands for a row the hub cannot read. */
export type FoundDocument = Document | HubError;

/** An office system. Numbers and codes it does not know are left out of every answer. */
export interface OfficeSource {
  readonly config: SourceConfig;
  readonly registers: Registers;
  findMany(numbers: readonly DocumentNumber[]): Promise<ReadonlyMap<DocumentNumber, Document | Error>>;
  search(search: DocumentSearch, offset: number, limit: number): Promise<Slice<FoundDocument>>;
  byDossiers(
    codes: readonly string[],
    agencies: readonly string[] | null,
    offset: number,
    limit: number,
  ): Promise<ReadonlyMap<string, Slice<FoundDocument> | Error>>;
  steps(numbers: readonly DocumentNumber[]): Promise<ReadonlyMap<DocumentNumber, HandlingStep[] | Error>>;
  files(numbers: readonly DocumentNumber[]): Promise<ReadonlyMap<DocumentNumber, DocumentFile[] | Error>>;
  /** Forwards a document; `requestKey` names the change, so that it is made once. */
  assign(assignment: Assignment, requestKey: string): Promise<void>;
  report(agencies: readonly string[], period: Period): Promise<readonly AgencyReport[]>;
  close(): Promise<void>;
}

/** Which agencies keep a source's registers, and for which jurisdiction. */
export interface Registers {
  readonly agenciesOf: (jurisdiction: string) => readonly string[];
  readonly jurisdictionOf: (agency: string) => string | null;
}

const Options = z.object({ agencies: z.record(z.string(), z.array(z.string())) });

/** The registers as a source's options list them. */
export function registersOf(source: SourceConfig): Registers {
  const { agencies } = Options.parse(source.options);
  const byAgency = new Map(Object.entries(agencies).flatMap(([slug, ids]) => ids.map((id) => [id, slug] as const)));
  return {
    agenciesOf: (jurisdiction) => (Object.hasOwn(agencies, jurisdiction) ? agencies[jurisdiction]! : []),
    jurisdictionOf: (agency) => byAgency.get(agency) ?? null,
  };
}
