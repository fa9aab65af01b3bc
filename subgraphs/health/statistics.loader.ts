import DataLoader from 'dataloader';
import type { HealthSource } from './source.js';

/** A place of which records are counted. */
export interface CountedPlace {
  readonly source: HealthSource;
  readonly communes: readonly string[];
}

/** Place → number of records: all places of a request are one request to each source. */
export const createCountLoader = (): DataLoader<CountedPlace, number, string> =>
  new DataLoader(
    async (places) => {
      const counts = new Map<CountedPlace, number | Error>();
      await Promise.all(
        [...new Set(places.map(({ source }) => source))].map(async (source) => {
          const mine = places.filter((place) => place.source === source);
          const answers = await source.counts(mine.map(({ communes }) => communes)).catch((error: unknown) => error as Error);
          mine.forEach((place, at) => counts.set(place, answers instanceof Error ? answers : answers[at]!));
        }),
      );
      return places.map((place) => counts.get(place)!);
    },
    { cacheKeyFn: ({ source, communes }) => [source.config.id, ...communes].join(' ') },
  );
