import { readAdminUnits } from './admin-unit.connector.js';
import { type AdminUnit, unitKey } from './admin-unit.type.js';
import type { Agency } from './agency.type.js';
import type { Jurisdiction } from './jurisdiction.type.js';
import { reform, stoodOn, tablesBegin } from './periods.js';
import { readReferenceData } from './reference-data.connector.js';

/** The tables, read once and indexed: every look-up is a step in memory. */
export interface Directory {
  readonly units: readonly AdminUnit[];
  readonly jurisdictions: readonly Jurisdiction[];
  readonly agencies: readonly Agency[];
  readonly readAt: Date;
  unit(code: string, validFrom: string): AdminUnit | null;
  /** The form in which `code` stood on `day`. */
  unitOn(code: string, day: string): AdminUnit | null;
  unitsOf(keys: readonly string[]): AdminUnit[];
  jurisdiction(slug: string): Jurisdiction | null;
  jurisdictionOf(unit: AdminUnit): Jurisdiction | null;
  agency(id: string): Agency | null;
  agencyByCode102(code: string): Agency | null;
  /** The people's committee of a unit of today. */
  agencyOf(unit: AdminUnit): Agency | null;
}

const indexBy = <T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string, T> =>
  new Map(items.flatMap((item) => (keyOf(item) === null ? [] : [[keyOf(item)!, item] as const])));

export function openDirectory(): Directory {
  const units = readAdminUnits();
  const { jurisdictions, agencies } = readReferenceData();
  const bySlug = indexBy(jurisdictions, ({ slug }) => slug);
  const byId = indexBy(agencies, ({ id }) => id);
  const byCode102 = indexBy(agencies, ({ code102 }) => code102);
  const byUnit = indexBy(agencies, ({ unitCode }) => unitCode && unitKey(unitCode, reform));
  const jurisdictionOf = new Map(
    jurisdictions.flatMap((jurisdiction) => [
      ...jurisdiction.members.map(({ code, validFrom }) => [unitKey(code, validFrom), jurisdiction] as const),
      ...jurisdiction.formerDistrictCodes.map((code) => [unitKey(code, tablesBegin), jurisdiction] as const),
    ]),
  );
  const unit = (code: string, validFrom: string) => units.get(unitKey(code, validFrom)) ?? null;
  return {
    units: [...units.values()].toSorted(byNameThenCode),
    jurisdictions,
    agencies,
    readAt: new Date(),
    unit,
    unitOn: (code, day) => [unit(code, reform), unit(code, tablesBegin)].find((form) => form && stoodOn(form, day)) ?? null,
    unitsOf: (keys) => keys.flatMap((key) => units.get(key) ?? []),
    jurisdiction: (slug) => bySlug.get(slug) ?? null,
    jurisdictionOf: ({ code, validFrom }) => jurisdictionOf.get(unitKey(code, validFrom)) ?? null,
    agency: (id) => byId.get(id) ?? null,
    agencyByCode102: (code) => byCode102.get(code) ?? null,
    agencyOf: ({ code, validFrom }) => byUnit.get(unitKey(code, validFrom)) ?? null,
  };
}

function byNameThenCode(a: AdminUnit, b: AdminUnit): number {
  if (a.folded !== b.folded) return a.folded < b.folded ? -1 : 1;
  return unitKey(a.code, a.validFrom) < unitKey(b.code, b.validFrom) ? -1 : 1;
}
