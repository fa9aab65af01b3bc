import { readFileSync } from 'node:fs';
import type { ProvinceSlug, WorldAgency, WorldJurisdiction } from './types.js';

interface JurisdictionRecord {
  readonly slug: string;
  readonly name: string;
  readonly province: ProvinceSlug;
  readonly provinceCode: string;
  readonly members: readonly {
    readonly code: string;
    readonly validTo: string | null;
    readonly name?: string;
    readonly lon?: number;
    readonly lat?: number;
  }[];
}

type AgencyRecord = Omit<WorldAgency, 'province'> & { readonly provinceSlug: ProvinceSlug };

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../subgraphs/directory/data/${file}`, import.meta.url), 'utf8'));

const zones: Readonly<Record<string, number>> = { 'nghe-an': 9208, 'dong-ha': 9212, 'dong-hoi': 9211, hue: 9214 };

export interface Places {
  readonly jurisdictions: readonly WorldJurisdiction[];
  readonly agencies: readonly WorldAgency[];
}

/**
 * The jurisdictions and agencies of the directory, in the world's form. Cases older than July 2025 stand under the agencies of today,
 * as in a register that was migrated.
 */
export function createPlaces(): Places {
  const agencies = (read('agencies.json') as AgencyRecord[]).map(
    ({ id, code102, name, parentId, provinceSlug, jurisdiction, communeCode }): WorldAgency => ({
      id,
      code102,
      name,
      parentId,
      province: provinceSlug,
      jurisdiction,
      communeCode,
    }),
  );
  const agencyOf = new Map(agencies.map(({ communeCode, id }) => [communeCode, id]));
  const jurisdictions = (read('jurisdictions.json') as JurisdictionRecord[]).map(
    ({ slug, name, province, provinceCode, members }): WorldJurisdiction => ({
      slug,
      name,
      province,
      provinceCode,
      epsg: zones[slug] ?? zones[province]!,
      communes: members
        .filter(({ validTo }) => validTo === null)
        .map((member) => ({
          code: member.code,
          name: member.name!,
          lon: member.lon!,
          lat: member.lat!,
          agencyId: agencyOf.get(member.code)!,
        })),
    }),
  );
  return { jurisdictions, agencies };
}

export const provinceNames: Readonly<Record<ProvinceSlug, string>> = {
  'nghe-an': 'tỉnh Nghệ An',
  'quang-tri': 'tỉnh Quảng Trị',
  hue: 'thành phố Huế',
};

/** A name as it stands within a sentence: `phường Trường Vinh`. */
export const inSentence = (name: string): string => `${name[0]!.toLowerCase()}${name.slice(1)}`;
