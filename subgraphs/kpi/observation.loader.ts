import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import type { ObservationKind, ReportPeriodType } from './enums.type.js';
import type { KpiSource } from './kpi.connector.js';
import type { IndicatorObservation } from './observation.type.js';
import { compareText } from './order.js';
import { outcomeOf } from './outcome.js';

export interface ObservationKey {
  readonly source: KpiSource;
  readonly code: string;
  readonly slug: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: ObservationKind | null;
  readonly periodType: ReportPeriodType | null;
  /** Figures of the communes as well. */
  readonly communes: boolean;
}
export type ObservationLoader = DataLoader<ObservationKey, readonly IndicatorObservation[], string>;

/** Observations of one indicator and place, newest period first. Keys that differ in indicator and place alone share one request. */
export function createObservationLoader(): ObservationLoader {
  return new DataLoader(
    async (keys) => {
      const answers = new Map<ObservationKey, readonly IndicatorObservation[] | Error>();
      await Promise.all([...groupBy(keys, sharedBy).values()].map((group) => readGroup(group, answers)));
      return keys.map((key) => answers.get(key) ?? []);
    },
    { cacheKeyFn: (key) => `${sharedBy(key)} ${key.code} ${key.slug}` },
  );
}

const sharedBy = ({ source, from, to, kind, periodType, communes }: ObservationKey) =>
  [source.config.id, from, to, kind, periodType, communes].map(String).join(' ');

async function readGroup(
  keys: readonly ObservationKey[],
  answers: Map<ObservationKey, readonly IndicatorObservation[] | Error>,
): Promise<void> {
  const { source, from, to, kind, periodType, communes } = keys[0]!;
  const bySlug = groupBy(keys, ({ slug }) => slug);
  const areasOf = (slug: string) => {
    const area = source.areas.of(slug);
    return [...(area === null ? [] : [area]), ...(communes ? source.areas.communesOf(slug) : [])];
  };
  try {
    const codes = [...new Set(keys.map(({ code }) => code))];
    const only = { ...(kind && { kinds: [kind] }), ...(periodType && { periodTypes: [periodType] }) };
    const areas = [...bySlug.keys()].flatMap(areasOf);
    const observed = await source.observations({ codes, areas, from, to, ...only });
    for (const [slug, ofPlace] of bySlug) {
      const byCode = outcomeOf(() => {
        const wanted = observed.of(areasOf(slug)).filter(({ adminUnit }) => communes || adminUnit === null);
        return groupBy(wanted.toSorted(newestFirst), ({ indicatorCode }) => indicatorCode);
      });
      for (const key of ofPlace) answers.set(key, byCode instanceof Error ? byCode : (byCode.get(key.code) ?? []));
    }
  } catch (error) {
    // One failed request answers all keys that shared it, and only those.
    for (const key of keys) answers.set(key, error as Error);
  }
}

const newestFirst = ({ period: a }: IndicatorObservation, { period: b }: IndicatorObservation) =>
  compareText(b.end, a.end) || compareText(b.start, a.start);
