import type { ParcelSource } from './parcel-source.js';

export interface Question<K, V> {
  /** The sources that may hold the answer to a key. */
  readonly sourcesOf: (key: K) => readonly ParcelSource[];
  readonly ask: (source: ParcelSource, keys: readonly K[]) => Promise<ReadonlyMap<string, V>>;
  /** The key as it stands in the answers. */
  readonly nameOf: (key: K) => string;
}

/** Asks each source once for all of the keys it may hold. A source that fails fails only those. */
export async function askOnce<K, V>(
  keys: readonly K[],
  { sourcesOf, ask, nameOf }: Question<K, V>,
): Promise<(V | null | Error)[]> {
  const bySource = new Map<ParcelSource, K[]>();
  for (const key of keys) for (const source of sourcesOf(key)) bySource.set(source, [...(bySource.get(source) ?? []), key]);
  const answers = new Map([...bySource].map(([source, wanted]) => [source, ask(source, wanted)] as const));
  const outcomes = await Promise.allSettled(
    keys.map(async (key) => {
      const maps = await Promise.all(sourcesOf(key).map((source) => answers.get(source)!));
      return maps.find((map) => map.has(nameOf(key)))?.get(nameOf(key)) ?? null;
    }),
  );
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error)));
}
