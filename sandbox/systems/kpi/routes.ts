import type { FastifyInstance } from 'fastify';
import { changeRoute } from './change-route.js';
import { disaggregations, groups, periodTypes } from './catalogue.js';
import { findObservations, findReports, ObservationQuery, ReportQuery } from './query.js';
import type { Store } from './store.js';
import { submissionRoute } from './submission-route.js';

export const basePath = '/lris/api/v1';

export interface Door {
  readonly apiKey: string;
  readonly sender: string;
  readonly today: string;
  /** Lets the system go on by itself; called whenever it is asked what has changed. */
  readonly goOn: () => void;
}

/** The package service: `GET` for catalogues, `POST …/tra-cuu` for figures and report status. */
export function registerRoutes(app: FastifyInstance, store: Store, { apiKey, sender, today, goOn }: Door): void {
  const pack = (goiTin: string, duLieu: readonly unknown[], tongSo = duLieu.length) => ({
    goiTin,
    phienBan: '1.0',
    donViGui: sender,
    thoiDiem: `${today}T08:00:00+07:00`,
    tongSo,
    duLieu,
  });
  const catalogue = (path: string, goiTin: string, rows: readonly unknown[]) =>
    app.get(`${basePath}/goi-tin/${path}`, async () => pack(goiTin, rows));
  const groupRows = Object.entries(groups).map(([maNhom, tenNhom]) => ({ maNhom, tenNhom }));

  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-api-key'] === apiKey) return;
    await reply.status(401).send({ goiTin: 'LOI', maLoi: 'KHONG_CO_QUYEN', thongBao: 'Thiếu hoặc sai khóa API' });
  });
  app.setErrorHandler((_error, _request, reply) =>
    reply.status(400).send({ goiTin: 'LOI', maLoi: 'SAI_THAM_SO', thongBao: 'Tham số không hợp lệ' }),
  );
  catalogue('che-do-bao-cao', 'CHE_DO_BAO_CAO', store.regimes);
  catalogue('danh-muc-ky-bao-cao', 'DANH_MUC_KY_BAO_CAO', periodTypes);
  catalogue('danh-muc-chi-tieu', 'DANH_MUC_CHI_TIEU', store.indicators);
  catalogue('danh-muc-nhom-chi-so', 'DANH_MUC_NHOM_CHI_SO', groupRows);
  catalogue('danh-muc-phan-to', 'DANH_MUC_PHAN_TO', disaggregations);
  app.post(`${basePath}/goi-tin/du-lieu-chi-so/tra-cuu`, async ({ body }) =>
    pack('DU_LIEU_CHI_SO', findObservations(store.observations, ObservationQuery.parse(body))),
  );
  submissionRoute(app, `${basePath}/goi-tin/so-lieu-bao-cao`, store, (rows) => pack('SO_LIEU_BAO_CAO', rows));
  changeRoute(app, `${basePath}/goi-tin/thay-doi-chi-so/tra-cuu`, { changes: store.changes, goOn }, (rows) =>
    pack('THAY_DOI_CHI_SO', rows),
  );
  app.post(`${basePath}/goi-tin/trang-thai-bao-cao/tra-cuu`, async ({ body }) => {
    const { rows, tongSo } = findReports(store.reports, ReportQuery.parse(body));
    return pack('TRANG_THAI_BAO_CAO', rows, tongSo);
  });
}
