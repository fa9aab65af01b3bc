import type { IgateOptions } from './igate-options.js';

export interface JurisdictionTable {
  /** Identifiers of the agencies whose dossiers are those of jurisdiction `slug`. */
  readonly agenciesOf: (slug: string) => readonly string[];
  /** The jurisdiction of the first agency in `lineage` (an agency, then those above it) that belongs to one. */
  readonly jurisdictionOf: (lineage: readonly string[]) => string | null;
}

/** Agencies and jurisdictions, both ways, as the source's configuration has them. */
export function createJurisdictionTable({ agencies }: IgateOptions): JurisdictionTable {
  const slugOf = new Map(Object.entries(agencies).flatMap(([slug, ids]) => ids.map((id) => [id, slug] as const)));
  return {
    agenciesOf: (slug) => (Object.hasOwn(agencies, slug) ? agencies[slug]! : []),
    jurisdictionOf: (lineage) => {
      const known = lineage.find((id) => slugOf.has(id));
      return known === undefined ? null : slugOf.get(known)!;
    },
  };
}
