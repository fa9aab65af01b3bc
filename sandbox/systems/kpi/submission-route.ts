import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createOnce, reused } from '../../once.js';
import { figureOf } from './observation.js';
import type { Store } from './store.js';

const day = z.iso.date();
const Submission = z.object({
  maYeuCau: z.string().regex(/^[\w-]{8,64}$/),
  maChiTieu: z.string(),
  maDiaBan: z.string(),
  kyBaoCao: z.object({ loaiKy: z.enum(['THANG', 'QUY', 'NAM']), tuNgay: day, denNgay: day, tenKy: z.string() }),
  giaTri: z.number(),
  tuSo: z.number().nullable(),
  mauSo: z.number().nullable(),
  tinhDen: day,
});

const fault = (maLoi: string, thongBao: string) => ({ goiTin: 'LOI', maLoi, thongBao });

/** `POST so-lieu-bao-cao`: a figure is handed in. It stands as sent until somebody approves it; what is approved stays. */
export function submissionRoute(
  app: FastifyInstance,
  path: string,
  store: Store,
  pack: (rows: readonly unknown[]) => object,
): void {
  const once = createOnce();
  const known = new Set(store.indicators.map(({ maChiTieu }) => maChiTieu));
  app.post(path, async ({ body }, reply) => {
    const { maYeuCau, maDiaBan, kyBaoCao, ...figure } = Submission.parse(body);
    if (!known.has(figure.maChiTieu) || !store.observations.has(maDiaBan))
      return reply.status(400).send(fault('SAI_THAM_SO', 'Chỉ tiêu hoặc địa bàn không có'));
    const answer = once(maYeuCau, { maDiaBan, kyBaoCao, ...figure }, () => {
      const row = figureOf(
        { maDiaBan, kyBaoCao, loaiDuLieu: 'THUC_HIEN', vanBanNguon: null },
        { ...figure, trangThai: 'DA_GUI' },
      );
      return store.submit(row) ? pack([row]) : null;
    });
    if (answer === reused) return reply.status(409).send(fault('TRUNG_YEU_CAU', 'Mã yêu cầu đã được dùng'));
    if (answer === null) return reply.status(423).send(fault('DA_DUYET', 'Số liệu của kỳ đã được duyệt'));
    return answer;
  });
}
