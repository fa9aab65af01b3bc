import type { Random } from './random.js';

type Sex = 'MALE' | 'FEMALE';

const list = (text: string): readonly string[] => text.split(', ');

const commonFamilyNames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Hồ'] as const;
const otherFamilyNames = list('Đặng, Bùi, Đỗ, Ngô, Dương, Cao, Thái, Đinh, Trương, Lương, Đậu, Vũ, Tôn Thất');

const middleNames = {
  MALE: list('Văn, Đức, Hữu, Quốc, Minh, Công, Xuân, Ngọc, Đình, Thanh, Bá, Trọng'),
  FEMALE: list('Thị, Thị, Thị Thanh, Thị Minh, Thị Ngọc, Thị Thu, Ngọc, Thanh, Phương, Thị Mỹ, Khánh'),
};

const givenNames = {
  MALE: list(
    'Anh, Bình, Cường, Dũng, Đạt, Giang, Hải, Hiếu, Hoàng, Hùng, Huy, Khánh, Lâm, Long, Mạnh, Nam, Nghĩa, Phong, Phúc, Quân, ' +
      'Quang, Sơn, Tài, Thắng, Thành, Toàn, Trung, Tuấn, Tùng, Việt, Vinh, Vũ',
  ),
  FEMALE: list(
    'An, Bích, Châu, Diệp, Dung, Giang, Hà, Hạnh, Hiền, Hoa, Hồng, Huệ, Hương, Huyền, Lan, Liên, Linh, Loan, Mai, Nga, Ngân, ' +
      'Nhung, Oanh, Phương, Quỳnh, Tâm, Thảo, Thủy, Trang, Tuyết, Vân, Yến',
  ),
};

const streets = list(
  'Lê Lợi, Quang Trung, Trần Phú, Nguyễn Du, Hồ Tùng Mậu, Lê Hồng Phong, Phan Bội Châu, Nguyễn Trãi, Hùng Vương, ' +
    'Lý Thường Kiệt, Trần Hưng Đạo, Phan Chu Trinh, Ngô Quyền, Nguyễn Huệ, Đinh Công Tráng, Lê Duẩn',
);

/** One in three is a Nguyễn; the eight commonest names make about four fifths. */
function familyName(random: Random): string {
  if (random.chance(0.33)) return commonFamilyNames[0];
  return random.chance(0.7) ? random.pick(commonFamilyNames) : random.pick(otherFamilyNames);
}

export const fullName = (random: Random, sex: Sex): string =>
  `${familyName(random)} ${random.pick(middleNames[sex])} ${random.pick(givenNames[sex])}`;

export const streetAddress = (random: Random): string => `Số ${random.int(1, 280)} đường ${random.pick(streets)}`;

/** A name without diacritics, as it stands in e-mail addresses: `nguyen-thi-minh-hanh`. */
export const asciiName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replaceAll(' ', '-');
