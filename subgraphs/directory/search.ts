import { fold } from '../../core/fold.js';

/** Does `folded` hold every word of the search, in any order? */
export const holdsWords = (folded: string, words: readonly string[]): boolean => words.every((word) => folded.includes(word));

export const wordsOf = (search: string): readonly string[] => fold(search).split(' ').filter(Boolean);
