import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyOf, ok } from './envelope.js';
import { courseOf, type Rows, type StoredDocument } from './rows.js';
import { pageOf, type Body } from './search.js';
import { fold, type Store } from './store.js';

/** The product's fixed lists: the middle of their paths → which documents they hold. */
const listed: Readonly<Record<string, (document: StoredDocument, today: string) => boolean>> = {
  waitingdocument: ({ completedOn }) => completedOn === null,
  processeddocument: ({ completedOn }) => completedOn !== null,
  notifydocument: ({ direction, dueOn }) => direction === 'INCOMING' && dueOn === null,
  outdatedocument: (document, today) => courseOf(document, today) === 'QUA_HAN',
  signeddocument: ({ digitallySigned }) => digitallySigned,
};

/** Each fixed list, and its twin that counts it. */
export function listRoutes(app: FastifyInstance, store: Store, rows: Rows, today: string): void {
  for (const [name, holds] of Object.entries(listed)) {
    const page = (request: FastifyRequest) => {
      const all = store.all.filter((document) => holds(document, today));
      return pageOf(matchingParam(all, bodyOf(request)), bodyOf(request));
    };
    app.post(`/document/getlist${name}/`, (request) => ok(page(request).danhSach.map(rows.listRow)));
    // The one twin whose path has no `get`.
    const counted = name === 'signeddocument' ? 'pagingsigneddocument' : `getpaging${name}`;
    app.post(`/document/${counted}/`, (request) => {
      const size = Number(bodyOf(request)['pageRec']) || 10;
      const { tongSo } = page(request);
      return ok({ totalRecord: tongSo, totalPage: Math.ceil(tongSo / size) });
    });
  }
}

function matchingParam(documents: readonly StoredDocument[], body: Body): readonly StoredDocument[] {
  const text = typeof body['param'] === 'string' ? fold(body['param']) : '';
  return text === '' ? documents : documents.filter((document) => document.folded.includes(text));
}
