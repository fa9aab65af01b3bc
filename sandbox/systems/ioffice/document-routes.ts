import type { FastifyInstance } from 'fastify';
import { bodyOf, listOf, ok } from './envelope.js';
import type { Rows, StoredDocument } from './rows.js';
import { pageOf, search } from './search.js';
import type { Store } from './store.js';

type Tell = (document: StoredDocument) => unknown;

/** One document's page, log and files; and the endpoints that answer for many. */
export function documentRoutes(app: FastifyInstance, store: Store, rows: Rows): void {
  const one = (path: string, tell: Tell) =>
    app.get(`/${path}/:id/`, (request) => {
      const document = store.byId.get(Number((request.params as { id: string }).id));
      return ok(document ? tell(document) : null);
    });
  one('document/getdetaildocument', rows.detailRow);
  one('document/getactivitylog', rows.log);
  one('file/getfileattach', rows.files);
  ownRoutes(app, store, rows);
}

// These are this project's own: the API of 2018 has nothing that answers for many documents, or for a dossier.
function ownRoutes(app: FastifyInstance, store: Store, rows: Rows): void {
  const many = (path: string, name: string, tell: Tell) =>
    app.post(`/${path}/`, (request) => {
      const found = listOf(bodyOf(request)['dsId']).map((id) => store.byId.get(Number(id)));
      return ok(found.filter((document) => document !== undefined).map((each) => ({ id: String(each.id), [name]: tell(each) })));
    });
  many('document/getlistactivitylog', 'log', rows.log);
  many('file/getlistfileattach', 'files', rows.files);
  app.post('/document/search/', (request) => {
    const { tongSo, danhSach } = pageOf(search(store, bodyOf(request)), bodyOf(request));
    return ok({ tongSo, danhSach: danhSach.map(rows.listRow) });
  });
  app.post('/document/getlistbydossier/', (request) => {
    const body = bodyOf(request);
    const answers = listOf(body['dsMaHoSo']).map((maHoSo) => {
      const { tongSo, danhSach } = pageOf(search(store, { ...body, dsMaHoSo: [maHoSo] }), body);
      return { maHoSo, tongSo, danhSach: danhSach.map(rows.listRow) };
    });
    return ok(answers);
  });
}
