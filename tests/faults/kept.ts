import { kinds } from '../../connectors/freshness/kinds.js';

interface Life {
  /** Seconds. */
  readonly freshFor: number;
  readonly usableFor?: number;
}

/** For hub.yaml: how long what sources say is kept. `names`: of which kinds; of all, if not said. */
export const keptFor = (lifeOf: (personal: boolean) => Life, names: readonly string[] = Object.keys(kinds)) => ({
  freshness: Object.fromEntries(
    Object.entries(kinds)
      .filter(([name]) => names.includes(name))
      .map(([name, { personal }]) => [name, lifeOf(personal)]),
  ),
});

/** For hub.yaml: every question goes to the sources. */
export const nothingKept = keptFor(() => ({ freshFor: 0, usableFor: 0 }));
