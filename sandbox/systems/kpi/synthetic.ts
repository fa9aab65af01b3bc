import type { RawCitation } from './raw.type.js';

/** The source named beside every figure that is counted from the sandbox's invented world. */
export const synthetic: RawCitation = {
  soKyHieu: null,
  ngayBanHanh: null,
  trichYeu: 'Số liệu mô phỏng, không phải số liệu thật',
  maNoiDung: null,
  viTri: 'Hệ thống thử nghiệm',
};
