import { createIofficeClient } from '../../connectors/ioffice-token.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import { assignIn } from './assignment.connector.js';
import type { ReadRow } from './document-reader.js';
import { createDocumentRows } from './document-rows.js';
import { readFiles, readSteps } from './ioffice-parts.js';
import { readReport } from './ioffice-report.js';
import { directionCode, toDay, toDocument, urgencyNames } from './ioffice-rows.js';
import { known } from './known.js';
import { registersOf, type DocumentSearch, type FoundDocument, type OfficeSource } from './office-source.js';

/** A VNPT-iOffice as a source of documents. */
export function createIofficeSource(config: SourceConfig): OfficeSource {
  const ioffice = createIofficeClient(config);
  const registers = registersOf(config);
  const reads = wholeReadsOf(config);
  const rows = createDocumentRows(ioffice);
  const told = (row: ReadRow): FoundDocument => (row instanceof HubError ? row : toDocument(row, config, registers));
  const toldSlice = (slice: Slice<ReadRow>) => ({ ...slice, rows: slice.rows.map(told) });
  return {
    config,
    registers,
    async findMany(numbers) {
      const found = await rows.byNumber(numbers);
      return known(
        numbers,
        found.map((row) => (row === null || row instanceof Error ? row : toDocument(row, config, registers))),
      );
    },
    search: async (search, offset, limit) => toldSlice(await rows.list(searchBody(search), search.agencies, { offset, limit })),
    async byDossiers(codes, agencies, offset, limit) {
      const slices = await rows.ofDossiers(codes, agencies, { offset, limit });
      return known(
        codes,
        slices.map((slice) => (slice instanceof Error ? slice : toldSlice(slice))),
      );
    },
    steps: (numbers) => readSteps(ioffice, numbers),
    files: (numbers) => readFiles(ioffice, numbers),
    async assign(assignment, requestKey) {
      try {
        await assignIn(ioffice, assignment, requestKey);
      } finally {
        // Also where it is not known whether it was taken down.
        const number = String(assignment.number);
        await Promise.all([reads.forget('Document', number), reads.forget('HandlingStep', number), reads.forget('DocumentList')]);
      }
    },
    report: (agencies, period) => readReport(ioffice, agencies, period),
    close: () => ioffice.close(),
  };
}

const searchBody = (search: DocumentSearch) => ({
  dsMaHoSo: search.dossierCode ? [search.dossierCode] : [],
  congVanDenDi: search.direction ? directionCode(search.direction) : '',
  hinhThucVanBan: search.type ?? '',
  doKhan: search.urgency ? urgencyNames[search.urgency] : '',
  nguoiKiChinh: search.signer ?? '',
  param: search.search ?? '',
  tuNgay: toDay(search.from),
  denNgay: toDay(search.to),
});
