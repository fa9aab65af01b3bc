import { z } from 'zod';
import type { IofficeClient } from '../../connectors/ioffice-token.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { groupBy } from '../../core/group-by.js';
import type { Slice } from '../../schema/paging.js';
import { createDocumentReader, type ReadRow } from './document-reader.js';
import { Found, pagesOver, type Window } from './ioffice-pages.js';
import type { Row } from './ioffice-rows.js';

/** Rows of one iOffice, as it told them. Those that are known are not asked for. */
export interface DocumentRows {
  /** In the order of `numbers`: null for what the source does not hold, or may not tell. */
  byNumber(numbers: readonly number[]): Promise<(Row | null | Error)[]>;
  /** A window of the list that `terms` ask for, in the registers of `agencies`, or in all. */
  list(terms: object, agencies: readonly string[] | null, window: Window): Promise<Slice<ReadRow>>;
  /** The same window of each dossier's documents, in the order of `codes`. */
  ofDossiers(codes: readonly string[], agencies: readonly string[] | null, window: Window): Promise<(Slice<ReadRow> | Error)[]>;
}

const FoundByDossier = z.array(Found.extend({ maHoSo: z.string() }));

// Secret papers (mật, tối mật, tuyệt mật) are not asked for; the reader withholds those that come all the same.
const open = { doMat: 'Thường', kho: '' } as const;

export function createDocumentRows(ioffice: IofficeClient): DocumentRows {
  const reads = wholeReadsOf(ioffice.source);
  const reader = createDocumentReader(ioffice.source);
  const pages = <T>(path: string, body: object, window: Window, shape: z.ZodType<T>) =>
    Promise.all(
      pagesOver(window).map((pageNo) => ioffice.post(path, { ...open, ...body, pageRec: window.limit, pageNo }, shape)),
    );

  return {
    byNumber: (numbers) =>
      reads.many('Document', numbers.map(String), async (missing) => {
        const body = { ...open, pageNo: 1, pageRec: missing.length, dsId: missing };
        return reader.byNumber(missing.map(Number), await ioffice.post('document/search/', body, Found));
      }),
    list(terms, agencies, window) {
      const body = { ...terms, dsDonVi: agencies ?? [] };
      return reads.one({ kind: 'DocumentList', key: JSON.stringify([body, window]) }, async () =>
        reader.slice(await pages('document/search/', body, window, Found), window, agencies),
      );
    },
    ofDossiers(codes, agencies, window) {
      const keyOf = (code: string) => JSON.stringify([code, agencies, window]);
      const codeOf = new Map(codes.map((code) => [keyOf(code), code]));
      return reads.many('DocumentList', [...codeOf.keys()], async (missing) => {
        const dsMaHoSo = missing.map((key) => codeOf.get(key)!);
        const body = { dsMaHoSo, dsDonVi: agencies ?? [] };
        const found = groupBy(
          (await pages('document/getlistbydossier/', body, window, FoundByDossier)).flat(),
          (part) => part.maHoSo,
        );
        return dsMaHoSo.map((code) => sliceOf(found.get(code) ?? []));
      });

      function sliceOf(parts: readonly Found[]): Slice<ReadRow> | Error {
        try {
          return reader.slice(parts, window, agencies);
        } catch (error) {
          return error as Error;
        }
      }
    },
  };
}
