import type { ProvinceSlug, World, WorldAgency, WorldDossier, WorldPerson, WorldProcedure } from '../../world/types.js';

export interface ProvinceSettings {
  /** Leading parts of the dossier codes issued here. */
  readonly prefixes: readonly string[];
  /** How this province's statistics path ends. */
  readonly statisticsSuffix: string;
  /** World status → this tenant's own number, where it differs. */
  readonly statusNumbers: Readonly<Record<number, number>>;
}

// Every tenant numbers the later statuses its own way; Huế stands for those that do.
export const provinces: Readonly<Record<ProvinceSlug, ProvinceSettings>> = {
  'nghe-an': { prefixes: ['H41'], statisticsSuffix: 'nghean', statusNumbers: {} },
  'quang-tri': { prefixes: ['H50'], statisticsSuffix: 'quangtri', statusNumbers: {} },
  hue: { prefixes: ['H57'], statisticsSuffix: 'hue', statusNumbers: { 8: 17, 9: 16 } },
};

const statusNames = [
  'Mới đăng ký',
  'Chờ tiếp nhận',
  'Đang xử lý',
  'Yêu cầu bổ sung',
  'Đã có kết quả',
  'Đã trả kết quả',
  'Từ chối tiếp nhận',
  'Rút hồ sơ',
  'Dừng xử lý',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
] as const;

/** The world as one province's system knows it. */
export interface ProvinceData {
  readonly slug: ProvinceSlug;
  readonly settings: ProvinceSettings;
  readonly agencies: readonly WorldAgency[];
  readonly agencyById: ReadonlyMap<string, WorldAgency>;
  readonly procedures: readonly WorldProcedure[];
  readonly procedureByCode: ReadonlyMap<string, WorldProcedure>;
  readonly personById: ReadonlyMap<string, WorldPerson>;
  readonly dossiers: readonly WorldDossier[];
  /** The instant at which this system's clock stands still. */
  readonly now: string;
}

export function provinceData(world: World, slug: ProvinceSlug): ProvinceData {
  const jurisdictions = new Set(world.jurisdictions.filter(({ province }) => province === slug).map((each) => each.slug));
  const agencies = world.agencies.filter(({ province }) => province === slug);
  return {
    slug,
    settings: provinces[slug],
    agencies,
    agencyById: new Map(agencies.map((agency) => [agency.id, agency])),
    procedures: world.procedures,
    procedureByCode: new Map(world.procedures.map((procedure) => [procedure.code, procedure])),
    personById: new Map(world.people.map((person) => [person.personalId, person])),
    dossiers: world.dossiers.filter(({ jurisdiction }) => jurisdictions.has(jurisdiction)),
    now: `${world.today}T23:59:59+07:00`,
  };
}

/** This tenant's number and name for a status of the world. */
export const statusOf = ({ settings }: ProvinceData, status: number) => ({
  id: settings.statusNumbers[status] ?? status,
  name: statusNames[status] ?? `Trạng thái ${status}`,
});

/** `agency` and all it stands under, from itself to the root. */
export function lineageOf({ agencyById }: ProvinceData, id: string): WorldAgency[] {
  const lineage: WorldAgency[] = [];
  for (let at = agencyById.get(id); at; at = at.parentId === null ? undefined : agencyById.get(at.parentId)) lineage.push(at);
  return lineage;
}
