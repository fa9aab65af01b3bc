import type { Random } from './random.js';

type Sex = 'MALE' | 'FEMALE';

const familyNames = [
  ['Nguyễn', 34], ['Trần', 11], ['Lê', 10], ['Phạm', 6], ['Hoàng', 6], ['Phan', 5], ['Võ', 4], ['Hồ', 4], ['Đặng', 3], ['Bùi', 3],
  ['Đỗ', 2], ['Ngô', 2], ['Dương', 2], ['Cao', 2], ['Thái', 2], ['Đinh', 2], ['Trương', 2], ['Lương', 1], ['Đậu', 1], ['Tôn Thất', 0.5],
] as const; // prettier-ignore

const middleNames = {
  MALE: ['Văn', 'Đức', 'Hữu', 'Quốc', 'Minh', 'Công', 'Xuân', 'Ngọc', 'Đình', 'Thanh', 'Bá', 'Trọng'],
  FEMALE: ['Thị', 'Thị', 'Thị Thanh', 'Thị Minh', 'Thị Ngọc', 'Thị Thu', 'Ngọc', 'Thanh', 'Phương', 'Thị Mỹ', 'Khánh'],
} as const;

const givenNames = {
  MALE: ['Anh', 'Bình', 'Cường', 'Dũng', 'Đạt', 'Giang', 'Hải', 'Hiếu', 'Hoàng', 'Hùng', 'Huy', 'Khánh', 'Lâm', 'Long', 'Mạnh', 'Nam', 'Nghĩa', 'Phong', 'Phúc', 'Quân', 'Quang', 'Sơn', 'Tài', 'Thắng', 'Thành', 'Toàn', 'Trung', 'Tuấn', 'Tùng', 'Việt', 'Vinh', 'Vũ'],
  FEMALE: ['An', 'Bích', 'Châu', 'Diệp', 'Dung', 'Giang', 'Hà', 'Hạnh', 'Hiền', 'Hoa', 'Hồng', 'Huệ', 'Hương', 'Huyền', 'Lan', 'Liên', 'Linh', 'Loan', 'Mai', 'Nga', 'Ngân', 'Nhung', 'Oanh', 'Phương', 'Quỳnh', 'Tâm', 'Thảo', 'Thủy', 'Trang', 'Tuyết', 'Vân', 'Yến'],
} as const; // prettier-ignore

const streets = ['Lê Lợi', 'Quang Trung', 'Trần Phú', 'Nguyễn Du', 'Hồ Tùng Mậu', 'Lê Hồng Phong', 'Phan Bội Châu', 'Nguyễn Trãi', 'Hùng Vương', 'Lý Thường Kiệt', 'Trần Hưng Đạo', 'Phan Chu Trinh', 'Ngô Quyền', 'Nguyễn Huệ', 'Đinh Công Tráng', 'Lê Duẩn']; // prettier-ignore

export const fullName = (random: Random, sex: Sex): string =>
  `${random.weighted(familyNames)} ${random.pick(middleNames[sex])} ${random.pick(givenNames[sex])}`;

export const streetAddress = (random: Random): string => `Số ${random.int(1, 280)} đường ${random.pick(streets)}`;

/** A name without diacritics, as it stands in e-mail addresses: `nguyen-thi-minh-hanh`. */
export const asciiName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase().replaceAll(' ', '-');
