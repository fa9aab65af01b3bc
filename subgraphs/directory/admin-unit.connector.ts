import { readFileSync } from 'node:fs';
import { fold } from '../../core/fold.js';
import { type AdminUnit, AdminUnitLevel, unitKey } from './admin-unit.type.js';
import { lastDayBefore, reform, tablesBegin } from './periods.js';

const columns = [
  'old_province_code',
  'old_province',
  'old_district_code',
  'old_district',
  'old_ward_code',
  'old_ward',
  'new_ward_code',
  'new_ward',
  'new_ward_lat',
  'new_ward_lon',
  'new_ward_area_km2',
  'new_province_code',
  'new_province',
] as const;
type Row = Record<(typeof columns)[number], string>;

const { PROVINCE, DISTRICT, COMMUNE } = AdminUnitLevel;
const before = { validFrom: tablesBegin, validTo: lastDayBefore, decree: 'QĐ 124/2004/QĐ-TTg' };
const since = { validFrom: reform, validTo: null, decree: 'QĐ 19/2025/QĐ-TTg' };

/** Every unit of the table, in both periods, linked by what each became. */
export function readAdminUnits(): ReadonlyMap<string, AdminUnit> {
  const units = new Map<string, Unit>();
  for (const row of readRows()) {
    const [oldProvince, district, oldCommune] = formerUnits(units, row);
    const [province, commune] = unitsOfToday(units, row);
    link(oldProvince, province);
    // Districts lead to the communes of today, but these come from former communes where there were any.
    link(district, commune, oldCommune === null);
    if (oldCommune) link(oldCommune, commune);
  }
  for (const unit of units.values()) unit.divided = unit.level === COMMUNE && unit.successorKeys.length > 1;
  return units;
}

function readRows(): Row[] {
  const text = readFileSync(new URL('./data/admin-units-2025.csv', import.meta.url), 'utf8');
  const [header, ...lines] = text.trim().split('\n');
  const names = header!.split(',');
  const places = columns.map((column) => [column, names.indexOf(column)] as const);
  return lines.map((line) => {
    const cells = line.split(',');
    const row = {} as Row;
    for (const [column, at] of places) row[column] = read(cells[at], column);
    return row;
  });
}

function read(cell: string | undefined, column: string): string {
  if (cell === undefined) throw new Error(`The table of administrative units lacks a value of ${column}.`);
  return cell;
}

/** A unit while the table is read. */
type Unit = AdminUnit & { readonly successorKeys: string[]; readonly predecessorKeys: string[] };
type Facts = Pick<AdminUnit, 'level' | 'name' | 'provinceCode'> & Partial<AdminUnit>;

function formerUnits(units: Map<string, Unit>, row: Row): [province: Unit, district: Unit, commune: Unit | null] {
  const { old_province_code: provinceCode, old_district: formerDistrict } = row;
  return [
    keep(units, before, provinceCode, () => ({ level: PROVINCE, name: row.old_province, provinceCode: null })),
    keep(units, before, row.old_district_code, () => ({ level: DISTRICT, name: formerDistrict, provinceCode })),
    // Five island districts had no communes: their rows name the district alone.
    row.old_ward_code === ''
      ? null
      : keep(units, before, row.old_ward_code, () => ({ level: COMMUNE, name: row.old_ward, provinceCode, formerDistrict })),
  ];
}

function unitsOfToday(units: Map<string, Unit>, row: Row): [province: Unit, commune: Unit] {
  const provinceCode = row.new_province_code;
  return [
    keep(units, since, provinceCode, () => ({ level: PROVINCE, name: row.new_province, provinceCode: null })),
    keep(units, since, row.new_ward_code, () => {
      const [lon, lat] = [numberIn(row.new_ward_lon), numberIn(row.new_ward_lat)];
      return {
        level: COMMUNE,
        name: row.new_ward,
        provinceCode,
        areaKm2: numberIn(row.new_ward_area_km2),
        centre: lon === null || lat === null ? null : { lon, lat },
      };
    }),
  ];
}

const numberIn = (cell: string): number | null => (cell === '' ? null : Number(cell));

/** The unit that stands under its code, from `factsOf` where its first row is read. */
function keep(units: Map<string, Unit>, period: typeof before | typeof since, code: string, factsOf: () => Facts): Unit {
  const key = unitKey(code, period.validFrom);
  const kept = units.get(key);
  if (kept) return kept;
  const facts = factsOf();
  const folded = fold(facts.name);
  const unit: Unit = {
    code,
    ...period,
    formerDistrict: null,
    centre: null,
    areaKm2: null,
    divided: false,
    type: kindOf(folded),
    folded,
    ...facts,
    successorKeys: [],
    predecessorKeys: [],
  };
  units.set(key, unit);
  return unit;
}

const kinds = ['Phường', 'Xã', 'Thị trấn', 'Đặc khu', 'Quận', 'Huyện', 'Thị xã', 'Thành phố', 'Tỉnh'].map(
  (kind) => [kind, `${fold(kind)} `] as const,
);

const kindOf = (folded: string): string => kinds.find(([, start]) => folded.startsWith(start))?.[0] ?? 'Đơn vị hành chính';

function link(from: Unit, to: Unit, bothWays = true): void {
  const toKey = unitKey(to.code, to.validFrom);
  if (from.successorKeys.includes(toKey)) return;
  from.successorKeys.push(toKey);
  if (bothWays) to.predecessorKeys.push(unitKey(from.code, from.validFrom));
}
