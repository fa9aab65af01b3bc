/** Text as it is searched: without diacritics or capitals, and spaces made single. `Tỷ lệ` is found as `ty le`. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();
