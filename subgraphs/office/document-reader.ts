import { badData, shapedRows } from '../../connectors/shaped.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import { cut, type Found, type Window } from './ioffice-pages.js';
import { isOpen, Row } from './ioffice-rows.js';

/** A row of an open paper, or the Error that stands for one the hub cannot read, or must not. */
export type ReadRow = Row | HubError;

export interface DocumentReader {
  /** The window of a list asked for in the registers of `agencies`, or in all. What is unreadable or withheld keeps its place: cursors count the source's rows. */
  readonly slice: (pages: readonly Found[], window: Window, agencies: readonly string[] | null) => Slice<ReadRow>;
  /** By number, in the order of `numbers`; null for one that is unknown or withheld. */
  readonly byNumber: (numbers: readonly number[], found: Found) => (ReadRow | null)[];
}

/** Rows as iOffice tells them. One that is not plainly an open paper never comes out of here, whatever was asked (Luật 117/2025/QH15). */
export function createDocumentReader({ id: source }: SourceConfig): DocumentReader {
  const read = (rows: readonly unknown[]) => shapedRows(rows, Row, source);
  const told = (row: ReadRow): ReadRow =>
    row instanceof HubError || isOpen(row) ? row : badData(source, 'a paper that is not open');
  return {
    slice(pages, window, agencies) {
      const { rows, total } = cut(pages, window, source);
      const open = read(rows).map(told);
      for (const row of open) requireAsked(row, agencies, source);
      return { rows: open, total };
    },
    byNumber: (numbers, { danhSach }) =>
      answers(
        numbers,
        read(danhSach).flatMap((row): (readonly [number, Row] | HubError)[] => {
          if (row instanceof HubError) return [row];
          return isOpen(row) ? [[row.id, row]] : [];
        }),
      ),
  };
}

/** Answers in the order of `numbers`. A row that cannot be read makes each number without an answer an error: it may be the one. */
export function answers<V>(
  numbers: readonly number[],
  rows: readonly (readonly [number, V] | HubError)[],
): (V | HubError | null)[] {
  const found = new Map(rows.flatMap((row) => (row instanceof HubError ? [] : [row])));
  const unread = rows.find((row) => row instanceof HubError) ?? null;
  return numbers.map((number) => found.get(number) ?? unread);
}

// Who may see a row follows from the question. A source that answers another question must not widen anyone's sight.
function requireAsked(row: ReadRow, agencies: readonly string[] | null, source: string): void {
  if (row instanceof HubError || agencies === null) return;
  if (row.maDonVi === null || !agencies.includes(row.maDonVi)) throw badData(source, 'rows that were not asked for');
}
