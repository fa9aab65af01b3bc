import { z } from 'zod';
import { CommunesOption, jurisdictionsByCommune, readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import { IsoDate } from '../../schema/check.js';

/** What the hub must be told of a health record system beyond the protocol. */
const HealthOptions = z.object({
  /** Identifier systems whose values are personal identifiers: drafts of the national profile disagree on the address. */
  personalIdSystems: z.array(z.string().min(1)).min(1),
  /** Identifier systems of health insurance numbers. */
  insuranceSystems: z.array(z.string().min(1)).default([]),
  /** How the system refers to the health station of a commune. */
  station: z.string().regex(/\{commune\}/, 'must hold {commune}'),
  communes: CommunesOption,
  /** Since when these codes mean these communes; a code of earlier may have been another commune's. */
  communesSince: IsoDate.default('2025-07-01'),
});

/** What a source knows of places, and which identifiers it uses. */
export interface HealthPlaces {
  readonly personalIdSystems: readonly string[];
  readonly insuranceSystems: readonly string[];
  /** Codes of the communes of a jurisdiction; none for one it does not serve. */
  readonly communesOf: (slug: string) => readonly string[];
  /** The jurisdiction of a commune as it stood since `validFrom`. */
  readonly jurisdictionOf: (commune: string, validFrom?: string) => string | null;
  /** Reference to the station of a commune, as the system writes it. */
  readonly stationOf: (commune: string) => string;
  /** The commune whose station `reference` is. */
  readonly communeOf: (reference: string) => string | null;
}

export function placesOf(source: SourceConfig): HealthPlaces {
  const { communes, communesSince, station, ...identifiers } = readOptions(source, HealthOptions);
  const jurisdictions = jurisdictionsByCommune(source, communes);
  const stationOf = (commune: string) => station.replace('{commune}', commune);
  const stations = new Map([...jurisdictions.keys()].map((code) => [stationOf(code), code]));
  return {
    ...identifiers,
    stationOf,
    communesOf: (slug) => communes[slug] ?? [],
    jurisdictionOf: (commune, validFrom = communesSince) =>
      validFrom >= communesSince ? (jurisdictions.get(commune) ?? null) : null,
    communeOf: (reference) => stations.get(reference) ?? null,
  };
}
