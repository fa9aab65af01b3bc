import { ofSystem, type SourceConfig } from '../../core/sources.js';

/** The sources of land among those configured. */
export const landSystems = ['wfs', 'ogc-features', 'arcgis'] as const;

/** Two registers of the same ground. */
export interface SharedGround {
  readonly source: SourceConfig;
  readonly other: SourceConfig;
  readonly jurisdiction: string;
}

/** Statistics of a jurisdiction are those of one register: two would count the same ground twice. */
export function sharedGround(configured: readonly SourceConfig[]): SharedGround[] {
  const owners = new Map<string, SourceConfig>();
  return ofSystem(configured, ...landSystems).flatMap((source) =>
    source.jurisdictions.flatMap((jurisdiction) => {
      const other = owners.get(jurisdiction);
      owners.set(jurisdiction, other ?? source);
      return other ? [{ source, other, jurisdiction }] : [];
    }),
  );
}
