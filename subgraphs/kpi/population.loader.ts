import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import { ObservationKind } from './enums.type.js';
import type { KpiSource } from './kpi.connector.js';
import type { IndicatorObservation } from './observation.type.js';
import { outcomeOf } from './outcome.js';

/** A jurisdiction, or a commune as it stands since `validFrom`. */
export type Place = { readonly slug: string } | { readonly code: string; readonly validFrom: string };
export type PopulationLoader = DataLoader<Place, number | null, string>;

interface Located {
  readonly place: Place;
  readonly source: KpiSource;
  readonly area: string;
}

/** Latest population of places: one request for each source, however many places. Places no source holds cost nothing. */
export function createPopulationLoader(sources: readonly KpiSource[]): PopulationLoader {
  return new DataLoader(
    async (places) => {
      const located = places.map((place) => locate(sources, place)).filter((found) => found !== null);
      const answers = new Map<Place, number | null | Error>();
      await Promise.all([...groupBy(located, ({ source }) => source.config.id).values()].map((group) => count(group, answers)));
      return places.map((place) => answers.get(place) ?? null);
    },
    { cacheKeyFn: (place) => ('slug' in place ? place.slug : `${place.code} ${place.validFrom}`) },
  );
}

function locate(sources: readonly KpiSource[], place: Place): Located | null {
  for (const source of sources) {
    if ('code' in place) {
      if (source.areas.hasCommune(place.code)) return { place, source, area: place.code };
    } else {
      const area = source.areas.of(place.slug);
      if (area !== null) return { place, source, area };
    }
  }
  return null;
}

async function count(places: readonly Located[], answers: Map<Place, number | null | Error>): Promise<void> {
  const { source } = places[0]!;
  try {
    const observed = await source.observations({
      codes: [source.populationIndicator],
      areas: places.map(({ area }) => area),
      kinds: [ObservationKind.ACTUAL],
      newestOnly: true,
    });
    for (const { place, area } of places) {
      const found = outcomeOf(() => observed.of([area]).find((row) => isOf(row, place)));
      answers.set(place, found instanceof Error ? found : peopleOf(found));
    }
  } catch (error) {
    for (const { place } of places) answers.set(place, error as Error);
  }
}

const peopleOf = (found: IndicatorObservation | undefined) => (typeof found?.value === 'number' ? Math.round(found.value) : null);

// A commune's code was another unit's before the reform: the figure must be of the unit that is asked for.
function isOf({ adminUnit, jurisdiction, disaggregation }: IndicatorObservation, place: Place): boolean {
  // Women, children, … are parts of the figure.
  if (disaggregation.length > 0) return false;
  return 'code' in place
    ? adminUnit?.code === place.code && adminUnit.validFrom === place.validFrom
    : adminUnit === null && jurisdiction?.slug === place.slug;
}
