import type { WorldProcedure } from './types.js';

const sectors = {
  civil: { code: 'HT', name: 'Hộ tịch' },
  certification: { code: 'CT', name: 'Chứng thực' },
  land: { code: 'DD', name: 'Đất đai' },
  construction: { code: 'XD', name: 'Hoạt động xây dựng' },
  business: { code: 'HKD', name: 'Thành lập và hoạt động của hộ kinh doanh' },
  welfare: { code: 'BTXH', name: 'Bảo trợ xã hội' },
} as const;

type Row = readonly [
  code: string,
  name: string,
  sector: keyof typeof sectors,
  level: 2 | 3 | 4,
  processingDays: number,
  fee?: number,
];

// Names are those of real commune-level procedures. Codes have the national shape; that each belongs to its name is not verified.
const rows: readonly Row[] = [
  ['1.001193', 'Đăng ký khai sinh', 'civil', 4, 1],
  ['1.000656', 'Đăng ký khai tử', 'civil', 4, 1],
  ['1.000894', 'Đăng ký kết hôn', 'civil', 3, 1],
  ['1.004873', 'Cấp giấy xác nhận tình trạng hôn nhân', 'civil', 4, 3, 15_000],
  ['1.004884', 'Đăng ký lại khai sinh', 'civil', 4, 5, 8_000],
  ['1.004859', 'Thay đổi, cải chính, bổ sung thông tin hộ tịch', 'civil', 3, 3, 15_000],
  ['2.000635', 'Cấp bản sao trích lục hộ tịch', 'civil', 4, 1, 8_000],
  ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', 'certification', 3, 1, 2_000],
  ['2.000884', 'Chứng thực chữ ký trong các giấy tờ, văn bản', 'certification', 2, 1, 10_000],
  ['2.000913', 'Chứng thực việc sửa đổi, bổ sung, hủy bỏ hợp đồng, giao dịch', 'certification', 2, 2, 30_000],
  ['1.001612', 'Đăng ký thành lập hộ kinh doanh', 'business', 4, 3, 100_000],
  ['2.000720', 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh', 'business', 4, 3, 50_000],
  ['1.001266', 'Chấm dứt hoạt động hộ kinh doanh', 'business', 4, 3],
  ['1.001776', 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng', 'welfare', 3, 10],
  ['1.001731', 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội', 'welfare', 4, 7],
  ['1.001699', 'Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật', 'welfare', 3, 15],
  ['1.011606', 'Công nhận hộ nghèo, hộ cận nghèo; hộ thoát nghèo, hộ thoát cận nghèo', 'welfare', 3, 15],
  ['1.012753', 'Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu', 'land', 3, 20, 100_000],
  ['1.012756', 'Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế', 'land', 3, 10, 80_000],
  ['1.012766', 'Xác nhận tiếp tục sử dụng đất nông nghiệp', 'land', 3, 7],
  ['1.012781', 'Chuyển mục đích sử dụng đất của hộ gia đình, cá nhân', 'land', 3, 15, 100_000],
  ['1.012790', 'Tách thửa hoặc hợp thửa đất', 'land', 3, 15, 60_000],
  ['1.003554', 'Hòa giải tranh chấp đất đai', 'land', 2, 30],
  ['1.009994', 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ', 'construction', 4, 15, 75_000],
];

export const procedures: readonly WorldProcedure[] = rows.map(([code, name, sector, level, processingDays, fee]) => ({
  code,
  name,
  sector: sectors[sector],
  level,
  processingDays,
  fees: fee === undefined ? [] : [{ name: sector === 'certification' ? 'Phí chứng thực' : 'Lệ phí', amount: fee }],
  aboutLand: sector === 'land' || sector === 'construction',
}));
