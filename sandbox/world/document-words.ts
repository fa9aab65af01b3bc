import type { Random } from './random.js';

export interface DocumentType {
  readonly name: string;
  /** A công văn has none in its notation. */
  readonly abbreviation: string | null;
}

export const letter: DocumentType = { name: 'Công văn', abbreviation: null };

/** Kinds of paper (NĐ 30/2020/NĐ-CP) and how often each is written. */
export const documentTypes: readonly (readonly [DocumentType, number])[] = [
  [letter, 52],
  [{ name: 'Thông báo', abbreviation: 'TB' }, 12],
  [{ name: 'Quyết định', abbreviation: 'QĐ' }, 12],
  [{ name: 'Báo cáo', abbreviation: 'BC' }, 9],
  [{ name: 'Kế hoạch', abbreviation: 'KH' }, 7],
  [{ name: 'Tờ trình', abbreviation: 'TTr' }, 5],
  [{ name: 'Giấy mời', abbreviation: 'GM' }, 3],
];

export interface Field {
  readonly name: string;
  readonly abbreviation: string;
  readonly subjects: readonly string[];
}

export const landField: Field = {
  name: 'Đất đai',
  abbreviation: 'ĐC',
  subjects: ['rà soát hồ sơ cấp giấy chứng nhận quyền sử dụng đất', 'cập nhật cơ sở dữ liệu đất đai', 'kiểm kê đất đai định kỳ'],
};

export const administrationField: Field = {
  name: 'Cải cách hành chính',
  abbreviation: 'VP',
  subjects: ['nâng cao tỷ lệ hồ sơ trực tuyến toàn trình', 'đánh giá mức độ hài lòng của người dân', 'ký số văn bản điện tử'],
};

const fields: readonly Field[] = [
  landField,
  administrationField,
  {
    name: 'Văn hóa - Xã hội',
    abbreviation: 'VHXH',
    subjects: ['rà soát hộ nghèo, hộ cận nghèo', 'chi trả trợ cấp xã hội hàng tháng', 'tổ chức Tết Trung thu cho thiếu nhi'],
  },
  {
    name: 'Xây dựng - Đô thị',
    abbreviation: 'KTHT',
    subjects: [
      'chỉnh trang đô thị và lập lại trật tự vỉa hè',
      'phòng, chống ngập úng mùa mưa bão',
      'nghiệm thu công trình giao thông',
    ],
  },
  {
    name: 'Y tế',
    abbreviation: 'YT',
    subjects: ['tiêm chủng mở rộng', 'lập hồ sơ sức khỏe điện tử cho người dân', 'phòng, chống dịch sốt xuất huyết'],
  },
  {
    name: 'Chuyển đổi số',
    abbreviation: 'CĐS',
    subjects: ['kết nối, chia sẻ dữ liệu dùng chung', 'bảo đảm an toàn thông tin', 'hoạt động của tổ công nghệ số cộng đồng'],
  },
];

export const drawField = (random: Random): Field => random.pick(fields);

const agencyAbbreviations: readonly (readonly [prefix: string, abbreviation: string])[] = [
  ['UBND', 'UBND'],
  ['Văn phòng', 'VP'],
  ['Sở Nội vụ', 'SNV'],
  ['Sở Nông nghiệp', 'SNNMT'],
  ['Sở Xây dựng', 'SXD'],
  ['Sở Y tế', 'SYT'],
];

export interface Numbered {
  readonly number: number;
  readonly type: DocumentType;
  readonly field: Field;
  readonly issuerName: string;
}

/** Số ký hiệu: `1203/UBND-ĐC`, and `45/QĐ-UBND` where the kind of paper has an abbreviation. */
export function notationOf({ number, type, field, issuerName }: Numbered): string {
  const issuer = agencyAbbreviations.find(([prefix]) => issuerName.startsWith(prefix))?.[1] ?? 'CQ';
  return type.abbreviation ? `${number}/${type.abbreviation}-${issuer}` : `${number}/${issuer}-${field.abbreviation}`;
}
