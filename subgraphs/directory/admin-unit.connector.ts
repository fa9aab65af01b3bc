import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type AdminUnit, AdminUnitLevel, unitKey } from './admin-unit.type.js';
import { fold } from './fold.js';
import { lastDayBefore, reform, tablesBegin } from './periods.js';

const number = z.string().transform((text) => (text === '' ? null : Number(text)));
const Row = z.object({
  old_province_code: z.string().length(2),
  old_province: z.string().min(1),
  old_district_code: z.string().length(3),
  old_district: z.string().min(1),
  // Five island districts had no communes: their rows name the district alone.
  old_ward_code: z.string(),
  old_ward: z.string(),
  new_ward_code: z.string().length(5),
  new_ward: z.string().min(1),
  new_ward_lat: number,
  new_ward_lon: number,
  new_ward_area_km2: number,
  new_province_code: z.string().length(2),
  new_province: z.string().min(1),
});
type Row = z.infer<typeof Row>;

/** Every unit of the table, in both periods, linked by what each became. */
export function readAdminUnits(): ReadonlyMap<string, AdminUnit> {
  const units = new Map<string, AdminUnit>();
  const linked = new Set<string>();
  for (const row of readRows()) {
    const [oldProvince, district, oldCommune] = formerUnits(row).map((unit) => keep(units, unit));
    const [newProvince, commune] = unitsOfToday(row).map((unit) => keep(units, unit));
    link(linked, oldProvince!, newProvince!);
    link(linked, district!, commune!, oldCommune === undefined);
    if (oldCommune) link(linked, oldCommune, commune!);
  }
  for (const unit of units.values()) unit.divided = unit.level === AdminUnitLevel.COMMUNE && unit.successorKeys.length > 1;
  return units;
}

function readRows(): Row[] {
  const [header, ...lines] = readFileSync(new URL('./data/admin-units-2025.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const columns = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Row.parse(Object.fromEntries(columns.map((column, at) => [column, cells[at]])));
  });
}

const before = { validFrom: tablesBegin, validTo: lastDayBefore, decree: 'QĐ 124/2004/QĐ-TTg' };
const since = { validFrom: reform, validTo: null, decree: 'QĐ 19/2025/QĐ-TTg' };
const { PROVINCE, DISTRICT, COMMUNE } = AdminUnitLevel;

type Facts = Pick<AdminUnit, 'code' | 'name' | 'level' | 'provinceCode' | 'validFrom' | 'validTo' | 'decree'> &
  Partial<AdminUnit>;

const formerUnits = (row: Row): Facts[] => [
  { ...before, level: PROVINCE, code: row.old_province_code, name: row.old_province, provinceCode: null },
  { ...before, level: DISTRICT, code: row.old_district_code, name: row.old_district, provinceCode: row.old_province_code },
  ...(row.old_ward_code === ''
    ? []
    : [
        {
          ...before,
          level: COMMUNE,
          code: row.old_ward_code,
          name: row.old_ward,
          provinceCode: row.old_province_code,
          formerDistrict: row.old_district,
        },
      ]),
];

const unitsOfToday = (row: Row): Facts[] => [
  { ...since, level: PROVINCE, code: row.new_province_code, name: row.new_province, provinceCode: null },
  {
    ...since,
    level: COMMUNE,
    code: row.new_ward_code,
    name: row.new_ward,
    provinceCode: row.new_province_code,
    areaKm2: row.new_ward_area_km2,
    centre: row.new_ward_lon === null || row.new_ward_lat === null ? null : { lon: row.new_ward_lon, lat: row.new_ward_lat },
  },
];

function keep(units: Map<string, AdminUnit>, facts: Facts): AdminUnit {
  const key = unitKey(facts.code, facts.validFrom);
  const kept = units.get(key);
  if (kept) return kept;
  const folded = fold(facts.name);
  const unit: AdminUnit = {
    formerDistrict: null,
    centre: null,
    areaKm2: null,
    divided: false,
    successorKeys: [],
    predecessorKeys: [],
    type: kindOf(folded),
    folded,
    ...facts,
  };
  units.set(key, unit);
  return unit;
}

const kinds = ['Phường', 'Xã', 'Thị trấn', 'Đặc khu', 'Quận', 'Huyện', 'Thị xã', 'Thành phố', 'Tỉnh'].map(
  (kind) => [kind, `${fold(kind)} `] as const,
);

const kindOf = (folded: string): string => kinds.find(([, start]) => folded.startsWith(start))?.[0] ?? 'Đơn vị hành chính';

/** Districts lead to the communes of today, but these come from former communes, not from districts. */
function link(linked: Set<string>, from: AdminUnit, to: AdminUnit, bothWays = from.level === to.level): void {
  const [fromKey, toKey] = [unitKey(from.code, from.validFrom), unitKey(to.code, to.validFrom)];
  if (linked.has(`${fromKey} ${toKey}`)) return;
  linked.add(`${fromKey} ${toKey}`);
  from.successorKeys = [...from.successorKeys, toKey];
  if (bothWays) to.predecessorKeys = [...to.predecessorKeys, fromKey];
}
