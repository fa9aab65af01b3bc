import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProvinceSlug, World } from '../../world/types.js';
import { listed, matchingParam } from './lists.js';
import { documentReport } from './report.js';
import { rowsOf, type StoredDocument } from './rows.js';
import { pageOf, search, type Body } from './search.js';
import { createSessions, type Credentials } from './session.js';
import { createStore } from './store.js';

const ok = (data: unknown) => ({ status: { code: '0', message: 'Thành công' }, data });
const refused = (code: string, message: string) => ({ status: { code, message }, data: null });
const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as Body;
const idOf = (request: FastifyRequest) => Number((request.params as { id: string }).id);

/** The mobile API of one iOffice below `/qlvb/api/`. Everything is answered with 200; the envelope says how it went. */
export function ioffice(world: World, province: ProvinceSlug, credentials: Credentials) {
  const store = createStore(world, province);
  const rows = rowsOf(world);
  const names = new Map(world.agencies.map(({ id, name }) => [id, name]));
  const report = documentReport(store, names, world.today);
  const sessions = createSessions(credentials);

  return async (app: FastifyInstance) => {
    app.post('/login/', async (request) => {
      const token = sessions.signIn(bodyOf(request));
      if (token === null) return refused('1', 'Sai tên đăng nhập hoặc mật khẩu');
      return ok({ token, username: credentials.username, kho: [{ id: '1', ten: 'Kho văn bản chung' }], switchUser: [] });
    });
    await app.register(async (inside) => {
      inside.addHook('preHandler', async (request, reply) => {
        if (sessions.knows(request.headers['x-authentication-token'])) return;
        await reply.send(refused('401', 'Phiên làm việc đã hết hạn'));
      });
      inside.post('/logout/', async (request) => ok(sessions.signOut(request.headers['x-authentication-token'])));
      listRoutes(inside);
      documentRoutes(inside);
      inside.post('/report/documentreport/', async (request) => ok(report(bodyOf(request))));
    });
  };

  function listRoutes(app: FastifyInstance) {
    for (const [name, holds] of Object.entries(listed)) {
      const all = store.all.filter((document) => holds(document, world.today));
      const page = (request: FastifyRequest) => pageOf(matchingParam(all, bodyOf(request)), bodyOf(request));
      app.post(`/document/getlist${name}/`, async (request) => ok(page(request).danhSach.map(rows.listRow)));
      const counted = name === 'signeddocument' ? 'pagingsigneddocument' : `getpaging${name}`;
      app.post(`/document/${counted}/`, async (request) => {
        const pageRec = Number(bodyOf(request)['pageRec']) || 10;
        const { tongSo } = page(request);
        return ok({ totalRecord: tongSo, totalPage: Math.ceil(tongSo / pageRec) });
      });
    }
  }

  function documentRoutes(app: FastifyInstance) {
    const one = (path: string, tell: (document: StoredDocument) => unknown) =>
      app.get(`/${path}/:id/`, async (request) => {
        const document = store.byId.get(idOf(request));
        return ok(document ? tell(document) : null);
      });
    const many = (path: string, name: string, tell: (document: StoredDocument) => unknown) =>
      app.post(`/${path}/`, async (request) => {
        const ids = bodyOf(request)['dsId'];
        const found = (Array.isArray(ids) ? ids : []).map((id) => store.byId.get(Number(id)));
        return ok(
          found
            .filter((document) => document !== undefined)
            .map((document) => ({ id: String(document.id), [name]: tell(document) })),
        );
      });
    one('document/getdetaildocument', rows.detailRow);
    one('document/getactivitylog', rows.log);
    one('file/getfileattach', rows.files);
    // From here on the endpoints are this project's own: the API of 2018 has nothing that answers for many documents at once.
    many('document/getlistactivitylog', 'log', rows.log);
    many('file/getlistfileattach', 'files', rows.files);
    app.post('/document/search/', async (request) => {
      const { tongSo, danhSach } = pageOf(search(store, bodyOf(request)), bodyOf(request));
      return ok({ tongSo, danhSach: danhSach.map(rows.listRow) });
    });
    app.post('/document/getlistbydossier/', async (request) => {
      const body = bodyOf(request);
      const codes = Array.isArray(body['dsMaHoSo']) ? body['dsMaHoSo'].map(String) : [];
      return ok(
        codes.map((maHoSo) => {
          const { tongSo, danhSach } = pageOf(search(store, { ...body, dsMaHoSo: [maHoSo] }), body);
          return { maHoSo, tongSo, danhSach: danhSach.map(rows.listRow) };
        }),
      );
    });
  }
}
