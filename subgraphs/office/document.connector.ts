import { z } from 'zod';
import { createIofficeClient } from '../../connectors/ioffice-token.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import type { DocumentFile, HandlingStep } from './document-parts.type.js';
import type { Document } from './document.type.js';
import { groupBy } from './group-by.js';
import {
  Count,
  Flag,
  Id,
  Minute,
  Optional,
  ReportLine,
  Row,
  directionCode,
  isOpen,
  toDocument,
  urgencyNames,
} from './ioffice-rows.js';
import { registersOf, type DocumentSearch, type OfficeSource, type Period } from './office-source.js';

const Found = z.object({ tongSo: Count, danhSach: z.array(Row) });
type Found = z.infer<typeof Found>;
const FoundByDossier = z.array(Found.extend({ maHoSo: z.string() }));

const Step = z
  .object({ fullName: Optional, updateDate: Minute, comment: Optional, action: Optional })
  .transform(({ fullName, updateDate, comment, action }): HandlingStep => ({
    at: updateDate,
    action: action ?? '',
    comment,
    officerName: fullName,
  }));
const Logs = z.array(z.object({ id: Id, log: z.array(Step) }));
const File = z
  .object({ name: z.string(), fileSize: z.coerce.number().int().min(0).max(2_147_483_647).nullish().catch(null), isKy: Flag })
  .transform(({ name, fileSize, isKy }): DocumentFile => ({ name, sizeBytes: fileSize ?? null, signed: isKy }));
const Files = z.array(z.object({ id: Id, files: z.array(File) }));

// Secret papers (mật, tối mật, tuyệt mật) never leave this connector: they are not asked for, and a row that is not plainly open is
// dropped whatever was asked (Luật 117/2025/QH15).
const open = { doMat: 'Thường', kho: '' } as const;

/** A VNPT-iOffice as a source of documents. */
export function createIofficeSource(config: SourceConfig): OfficeSource {
  const ioffice = createIofficeClient(config);
  const registers = registersOf(config);
  const documentsOf = (found: Found) => found.danhSach.filter(isOpen).map((row) => toDocument(row, config, registers));
  const byNumber = async <T, V>(
    path: string,
    numbers: readonly number[],
    shape: z.ZodType<T[]>,
    entry: (row: T) => [number, V],
  ) => new Map((await ioffice.post(path, { dsId: numbers.map(String) }, shape)).map(entry));

  return {
    config,
    registers,
    async findMany(numbers) {
      const body = { ...open, pageNo: 1, pageRec: numbers.length, dsId: numbers.map(String) };
      const documents = documentsOf(await ioffice.post('document/search/', body, Found));
      return new Map(documents.map((document) => [Number(document.id.slice(config.id.length + 1)), document]));
    },
    async search(search, offset, limit) {
      const body = { ...open, ...searchBody(search) };
      const pages = pagesOver(offset, limit).map((pageNo) =>
        ioffice.post('document/search/', { ...body, pageNo, pageRec: limit }, Found),
      );
      return cut(await Promise.all(pages), offset, limit, documentsOf);
    },
    async byDossiers(codes, agencies, offset, limit) {
      const body = { ...open, dsMaHoSo: codes, dsDonVi: agencies ?? [] };
      const pages = await Promise.all(
        pagesOver(offset, limit).map((pageNo) =>
          ioffice.post('document/getlistbydossier/', { ...body, pageNo, pageRec: limit }, FoundByDossier),
        ),
      );
      const found = groupBy(pages.flat(), ({ maHoSo }) => maHoSo);
      return new Map([...found].map(([code, parts]) => [code, cut(parts, offset, limit, documentsOf)]));
    },
    steps: (numbers) => byNumber('document/getlistactivitylog/', numbers, Logs, ({ id, log }) => [id, log]),
    files: (numbers) => byNumber('file/getlistfileattach/', numbers, Files, ({ id, files }) => [id, files]),
    report: (agencies, period) =>
      ioffice.post('report/documentreport/', { ...periodBody(period), dsDonVi: agencies }, z.array(ReportLine)),
    close: () => ioffice.close(),
  };
}

// iOffice pages by number and size; a window that does not begin on a page boundary lies on two pages.
function pagesOver(offset: number, limit: number): number[] {
  const page = Math.floor(offset / limit) + 1;
  return offset % limit === 0 ? [page] : [page, page + 1];
}

function cut(pages: readonly Found[], offset: number, limit: number, read: (found: Found) => Document[]): Slice<Document> {
  const skip = offset % limit;
  const total = pages[0]?.tongSo ?? 0;
  const danhSach = pages.flatMap((page) => page.danhSach).slice(skip, skip + limit);
  return { total, rows: read({ tongSo: total, danhSach }) };
}

const toDay = (iso: string | null | undefined) => (iso ? iso.split('-').toReversed().join('/') : '');
const periodBody = ({ from, to }: Partial<Period>) => ({ tuNgay: toDay(from), denNgay: toDay(to) });

const searchBody = (search: DocumentSearch) => ({
  dsDonVi: search.agencies ?? [],
  dsMaHoSo: search.dossierCode ? [search.dossierCode] : [],
  congVanDenDi: search.direction ? directionCode(search.direction) : '',
  hinhThucVanBan: search.type ?? '',
  doKhan: search.urgency ? urgencyNames[search.urgency] : '',
  nguoiKiChinh: search.signer ?? '',
  param: search.search ?? '',
  tuNgay: toDay(search.from),
  denNgay: toDay(search.to),
});
