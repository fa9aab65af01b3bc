// Writes subgraphs/directory/data/{jurisdictions,agencies}.json from admin-units-2025.csv.
import { readFileSync, writeFileSync } from 'node:fs';

const data = new URL('../subgraphs/directory/data/', import.meta.url);
const floor = '2004-01-01';
const lastOld = '2025-06-30';
const firstNew = '2025-07-01';

const jurisdictions = [
  {
    slug: 'vinh',
    name: 'Vinh',
    province: 'nghe-an',
    provinceCode: '40',
    legalStatus: 'FORMER_CITY',
    formerDistrictCodes: ['412'],
  },
  {
    slug: 'thai-hoa',
    name: 'Thái Hòa',
    province: 'nghe-an',
    provinceCode: '40',
    legalStatus: 'FORMER_TOWN',
    formerDistrictCodes: ['414'],
  },
  {
    slug: 'hoang-mai',
    name: 'Hoàng Mai',
    province: 'nghe-an',
    provinceCode: '40',
    legalStatus: 'FORMER_TOWN',
    formerDistrictCodes: ['432'],
  },
  {
    slug: 'dong-ha',
    name: 'Đông Hà',
    province: 'quang-tri',
    provinceCode: '44',
    legalStatus: 'FORMER_CITY',
    formerDistrictCodes: ['461'],
  },
  {
    slug: 'dong-hoi',
    name: 'Đồng Hới',
    province: 'quang-tri',
    provinceCode: '44',
    legalStatus: 'FORMER_CITY',
    formerDistrictCodes: ['450'],
  },
  {
    slug: 'hue',
    name: 'Huế',
    province: 'hue',
    provinceCode: '46',
    legalStatus: 'CITY_CORE',
    formerDistrictCodes: ['474', '475'],
  },
];

const provinces = [
  { slug: 'nghe-an', id: 'H41', name: 'UBND tỉnh Nghệ An' },
  { slug: 'quang-tri', id: 'H50', name: 'UBND tỉnh Quảng Trị' },
  { slug: 'hue', id: 'H57', name: 'UBND thành phố Huế' },
];

const departments = [
  { number: '02', name: 'Văn phòng UBND' },
  { number: '05', name: 'Sở Nội vụ' },
  { number: '08', name: 'Sở Nông nghiệp và Môi trường' },
  { number: '10', name: 'Sở Xây dựng' },
  { number: '12', name: 'Sở Y tế' },
];
// Commune-level agencies are numbered from here on, in the order of the jurisdictions.
const firstCommuneNumber = 16;

const [header, ...lines] = readFileSync(new URL('admin-units-2025.csv', data), 'utf8').trim().split('\n');
const columns = header.split(',');
const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [columns[at], value])));
const byCode = (a, b) => (a.code < b.code ? -1 : 1);

function membersOf({ formerDistrictCodes }) {
  const own = rows.filter((row) => formerDistrictCodes.includes(row.old_district_code));
  const before = new Map(own.map((row) => [row.old_ward_code, { code: row.old_ward_code, validFrom: floor, validTo: lastOld }]));
  const since = new Map(
    own.map((row) => [
      row.new_ward_code,
      {
        code: row.new_ward_code,
        validFrom: firstNew,
        validTo: null,
        name: row.new_ward,
        lon: Number(row.new_ward_lon),
        lat: Number(row.new_ward_lat),
      },
    ]),
  );
  return [...[...before.values()].toSorted(byCode), ...[...since.values()].toSorted(byCode)];
}

const served = jurisdictions.map((jurisdiction) => ({ ...jurisdiction, members: membersOf(jurisdiction) }));

const agency = (province, number, rest) => ({
  id: number === '00' ? province.id : `${province.id}.${number}`,
  code102: `000.00.${number}.${province.id}`,
  parentId: number === '00' ? null : province.id,
  provinceSlug: province.slug,
  jurisdiction: null,
  communeCode: null,
  validFrom: firstNew,
  ...rest,
});

const agencies = provinces.flatMap((province) => {
  const communes = served
    .filter((jurisdiction) => jurisdiction.province === province.slug)
    .flatMap(({ slug, members }) => members.filter(({ validTo }) => validTo === null).map((member) => ({ slug, member })));
  return [
    agency(province, '00', { name: province.name }),
    ...departments.map(({ number, name }) => agency(province, number, { name: `${name} ${province.name.replace('UBND ', '')}` })),
    ...communes.map(({ slug, member }, at) =>
      agency(province, String(firstCommuneNumber + at), {
        name: `UBND ${member.name[0].toLowerCase()}${member.name.slice(1)}`,
        jurisdiction: slug,
        communeCode: member.code,
      }),
    ),
  ];
});

/** One record a line: small, and a change shows as one line. */
const print = (records) => `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
const printJurisdictions = served
  .map(({ members, ...rest }) => `${JSON.stringify(rest).slice(0, -1)},"members":${print(members).trim()}}`)
  .join(',\n');
writeFileSync(new URL('jurisdictions.json', data), `[\n${printJurisdictions}\n]\n`);
writeFileSync(new URL('agencies.json', data), print(agencies));
