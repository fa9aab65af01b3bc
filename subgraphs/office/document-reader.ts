import { badData, shapedRows } from '../../connectors/shaped.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import type { Document } from './document.type.js';
import { cut, type Found, type Window } from './ioffice-pages.js';
import { isOpen, Row, toDocument } from './ioffice-rows.js';
import type { FoundDocument, Registers } from './office-source.js';

export interface DocumentReader {
  /** The window of a list asked for in the registers of `agencies`, or in all. What is unreadable or withheld keeps its place: cursors count the source's rows. */
  readonly slice: (pages: readonly Found[], window: Window, agencies: readonly string[] | null) => Slice<FoundDocument>;
  /** Documents by number; those withheld are not among them. */
  readonly byNumber: (numbers: readonly number[], found: Found) => ReadonlyMap<number, FoundDocument>;
}

/** Rows as documents. A row that is not plainly an open paper never comes out of here, whatever was asked (Luật 117/2025/QH15). */
export function createDocumentReader(config: SourceConfig, registers: Registers): DocumentReader {
  const read = (rows: readonly unknown[]) => shapedRows(rows, Row, config.id);
  const told = (row: Row | HubError): FoundDocument => {
    if (row instanceof HubError) return row;
    return isOpen(row) ? toDocument(row, config, registers) : badData(config.id, 'a paper that is not open');
  };
  return {
    slice(pages, window, agencies) {
      const { rows, total } = cut(pages, window, config.id);
      const documents = read(rows).map(told);
      for (const document of documents) requireAsked(document, agencies, config.id);
      return { rows: documents, total };
    },
    byNumber: (numbers, { danhSach }) =>
      answers(
        numbers,
        read(danhSach).flatMap((row): (readonly [number, Document] | HubError)[] => {
          if (row instanceof HubError) return [row];
          return isOpen(row) ? [[row.id, toDocument(row, config, registers)]] : [];
        }),
      ),
  };
}

/** Answers by number. A row that cannot be read makes each number without an answer an error: it may be the one. */
export function answers<V>(
  numbers: readonly number[],
  rows: readonly (readonly [number, V] | HubError)[],
): ReadonlyMap<number, V | HubError> {
  const found = new Map<number, V | HubError>(rows.flatMap((row) => (row instanceof HubError ? [] : [row])));
  const unread = rows.find((row) => row instanceof HubError);
  if (unread) for (const number of numbers) if (!found.has(number)) found.set(number, unread);
  return found;
}

// Who may see a row follows from the question. A source that answers another question must not widen anyone's sight.
function requireAsked(row: FoundDocument, agencies: readonly string[] | null, source: string): void {
  if (row instanceof HubError || agencies === null) return;
  if (row.agency === null || !agencies.includes(row.agency.id)) throw badData(source, 'rows that were not asked for');
}
