/** Answers under their keys; what there is none for is left out. */
export const known = <K, V>(keys: readonly K[], found: readonly (V | null | Error)[]): ReadonlyMap<K, V | Error> =>
  new Map(keys.flatMap((key, at) => (found[at] === null ? [] : [[key, found[at]!] as const])));
