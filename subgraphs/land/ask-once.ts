import type { ParcelSource } from './parcel-source.js';

export interface Question<K, V> {
  /** The sources that may hold the answer to a key. */
  readonly sourcesOf: (key: K) => readonly ParcelSource[];
  /** An Error costs its own place only. */
  readonly ask: (source: ParcelSource, keys: readonly K[]) => Promise<ReadonlyMap<string, V | Error>>;
  /** The key as it stands in the answers. */
  readonly nameOf: (key: K) => string;
}

/** Asks each source once for all of the keys it may hold. One that fails fails only the keys that no other source has. */
export async function askOnce<K, V>(
  keys: readonly K[],
  { sourcesOf, ask, nameOf }: Question<K, V>,
): Promise<(V | null | Error)[]> {
  const bySource = new Map<ParcelSource, K[]>();
  for (const key of keys) for (const source of sourcesOf(key)) bySource.set(source, [...(bySource.get(source) ?? []), key]);
  const asked = [...bySource].map(async ([source, wanted]) => {
    const answer = await ask(source, wanted).catch((error: unknown) => error as Error);
    return [source, answer] as const;
  });
  const answers = new Map(await Promise.all(asked));
  return keys.map((key) => {
    const found = sourcesOf(key).map((source) => {
      const answer = answers.get(source)!;
      return answer instanceof Error ? answer : (answer.get(nameOf(key)) ?? null);
    });
    const held = found.find((one) => one !== null && !(one instanceof Error));
    return held ?? found.find((one) => one instanceof Error) ?? null;
  });
}
