/** A name as people type it: lower case, no diacritics, đ as d. `Đồng Hới` → `dong hoi`. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/g, ' ').trim();

/** Does `folded` hold every word of the search, in any order? */
export const holdsWords = (folded: string, words: readonly string[]): boolean => words.every((word) => folded.includes(word));

export const wordsOf = (search: string | null | undefined): readonly string[] =>
  fold(search ?? '')
    .split(' ')
    .filter(Boolean);
