/** By code point, as codes and ISO dates sort: not by any language's alphabet. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
