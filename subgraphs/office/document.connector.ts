import { z } from 'zod';
import { createIofficeClient } from '../../connectors/ioffice-token.js';
import { shapedRows } from '../../connectors/shaped.js';
import { groupBy } from '../../core/group-by.js';
import type { SourceConfig } from '../../core/sources.js';
import { assignIn } from './assignment.connector.js';
import { answers, createDocumentReader } from './document-reader.js';
import { Found, pagesOver } from './ioffice-pages.js';
import { Files, Log } from './ioffice-parts.js';
import { ReportLine } from './ioffice-report.js';
import { directionCode, urgencyNames } from './ioffice-rows.js';
import { registersOf, type DocumentSearch, type OfficeSource, type Period } from './office-source.js';

const FoundByDossier = z.array(Found.extend({ maHoSo: z.string() }));

// Secret papers (mật, tối mật, tuyệt mật) are not asked for; the reader withholds those that come all the same.
const open = { doMat: 'Thường', kho: '' } as const;

/** A VNPT-iOffice as a source of documents. */
export function createIofficeSource(config: SourceConfig): OfficeSource {
  const ioffice = createIofficeClient(config);
  const registers = registersOf(config);
  const reader = createDocumentReader(config, registers);
  const many = async <V>(path: string, numbers: readonly number[], shape: z.ZodType<readonly [number, V]>) => {
    const rows = await ioffice.post(path, { dsId: numbers.map(String) }, z.array(z.unknown()));
    return answers(numbers, shapedRows(rows, shape, config.id));
  };

  return {
    config,
    registers,
    async findMany(numbers) {
      const body = { ...open, pageNo: 1, pageRec: numbers.length, dsId: numbers.map(String) };
      return reader.byNumber(numbers, await ioffice.post('document/search/', body, Found));
    },
    async search(search, offset, limit) {
      const window = { offset, limit };
      const body = { ...open, ...searchBody(search), pageRec: limit };
      const pages = pagesOver(window).map((pageNo) => ioffice.post('document/search/', { ...body, pageNo }, Found));
      return reader.slice(await Promise.all(pages), window, search.agencies);
    },
    async byDossiers(codes, agencies, offset, limit) {
      const window = { offset, limit };
      const body = { ...open, dsMaHoSo: codes, dsDonVi: agencies ?? [], pageRec: limit };
      const pages = pagesOver(window).map((pageNo) =>
        ioffice.post('document/getlistbydossier/', { ...body, pageNo }, FoundByDossier),
      );
      const found = groupBy((await Promise.all(pages)).flat(), ({ maHoSo }) => maHoSo);
      return new Map([...found].map(([code, parts]) => [code, reader.slice(parts, window, agencies)]));
    },
    steps: (numbers) => many('document/getlistactivitylog/', numbers, Log),
    files: (numbers) => many('file/getlistfileattach/', numbers, Files),
    assign: (assignment, requestKey) => assignIn(ioffice, assignment, requestKey),
    report: (agencies, period) =>
      ioffice.post('report/documentreport/', { ...periodBody(period), dsDonVi: agencies }, z.array(ReportLine)),
    close: () => ioffice.close(),
  };
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
