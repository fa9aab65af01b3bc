import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fold } from '../../core/fold.js';
import type { Agency } from './agency.type.js';
import { type Jurisdiction, JurisdictionStatus } from './jurisdiction.type.js';

const JurisdictionRecord = z.object({
  slug: z.string(),
  name: z.string(),
  province: z.string(),
  provinceCode: z.string().length(2),
  legalStatus: z.enum(JurisdictionStatus),
  formerDistrictCodes: z.array(z.string().length(3)),
  members: z.array(z.object({ code: z.string().length(5), validFrom: z.iso.date(), validTo: z.iso.date().nullable() })),
});

const AgencyRecord = z.object({
  id: z.string(),
  code102: z.string(),
  name: z.string(),
  parentId: z.string().nullable(),
  provinceSlug: z.string(),
  jurisdiction: z.string().nullable(),
  communeCode: z.string().nullable(),
  validFrom: z.iso.date(),
});

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8'));

export interface ReferenceData {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly agencies: readonly Agency[];
}

/** The hub's own tables of the jurisdictions it serves and their agencies. */
export function readReferenceData(): ReferenceData {
  const records = z.array(JurisdictionRecord).parse(read('jurisdictions.json'));
  const provinceCodes = new Map(records.map(({ province, provinceCode }) => [province, provinceCode]));
  const agencies = z.array(AgencyRecord).parse(read('agencies.json'));
  return {
    jurisdictions: records.map(({ province: _province, ...jurisdiction }) => jurisdiction),
    agencies: agencies.map(({ provinceSlug, jurisdiction, communeCode, ...agency }) => ({
      ...agency,
      jurisdictionSlug: jurisdiction,
      unitCode: communeCode ?? (agency.parentId === null ? (provinceCodes.get(provinceSlug) ?? null) : null),
      folded: fold(agency.name),
    })),
  };
}
