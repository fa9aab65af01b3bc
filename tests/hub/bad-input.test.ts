import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runHub, type RunningTestHub } from './running-hub.js';

let hub: RunningTestHub;
beforeAll(async () => void (hub = await runHub({ SANDBOX_SCALE: '0.1' })), 30_000);
afterAll(() => hub.stop());

describe('unknown codes are null, without an error', () => {
  test.each([
    ['ioc', '{ x: jurisdiction(slug: "nowhere") { slug } }'],
    ['ioc', '{ x: adminUnit(code: "99999") { code } }'],
    ['ioc', '{ x: agency(id: "H41.99") { id } }'],
    ['auditor', '{ x: dossier(code: "H41.17-260609-9999") { code } }'],
    ['auditor', '{ x: dossier(code: "H99.01-260609-0001") { code } }'],
    ['auditor', '{ x: procedure(code: "9.999999") { code } }'],
    ['auditor', '{ x: document(id: "ioffice-nghe-an:99999999") { id } }'],
    ['auditor', '{ x: document(id: "ioffice-nowhere:1") { id } }'],
    ['auditor', '{ x: parcel(code: "w774q0td1rzz") { code } }'],
    ['auditor', '{ x: parcelByNumber(communeCode: "16690", sheetNumber: 9999, parcelNumber: 1) { code } }'],
    ['auditor', '{ x: parcelAt(lon: 0, lat: 0) { code } }'],
    ['auditor', '{ x: indicator(code: "NO.SUCH") { code } }'],
    ['clinician', '{ x: healthRecord(personalId: "000000000000") { patient { sex } } }'],
  ])('%s asks %s', async (persona, query) => {
    const { data, errors, status } = await hub.ask(persona, query);
    expect({ status, data, errors }).toEqual({ status: 200, data: { x: null }, errors: [] });
  });
});

describe('a malformed argument is named, and costs its own field only', () => {
  test.each([
    ['auditor', 'dossier(code: "garbage") { code }', 'code'],
    ['auditor', 'dossier(code: "") { code }', 'code'],
    ['auditor', 'procedure(code: "\' OR 1=1") { code }', 'code'],
    ['auditor', 'adminUnit(code: "1669") { code }', 'code'],
    ['auditor', 'adminUnit(code: "16690", on: "31/12/2024") { code }', 'on'],
    ['auditor', 'jurisdiction(slug: "../vinh") { slug }', 'slug'],
    ['auditor', 'agency(id: "h41 17") { id }', 'id'],
    ['auditor', 'document(id: "10001") { id }', 'id'],
    ['auditor', 'parcel(code: "<script>") { code }', 'code'],
    ['auditor', 'parcelByNumber(communeCode: "x", sheetNumber: 1, parcelNumber: 1) { code }', 'communeCode'],
    ['auditor', 'parcelAt(lon: 181, lat: 0) { code }', 'lon'],
    ['auditor', 'parcelAt(lon: 0, lat: 91) { code }', 'lat'],
    ['auditor', 'parcels(box: { west: 106, south: 18, east: 105, north: 19 }, first: 1) { totalCount }', 'box'],
    ['auditor', 'parcels(first: 1) { totalCount }', 'box'],
    ['auditor', 'dossiers(filter: { jurisdiction: "vinh" }, first: 101) { totalCount }', 'first'],
    ['auditor', 'dossiers(filter: { jurisdiction: "vinh" }, first: 0) { totalCount }', 'first'],
    ['auditor', 'dossiers(filter: { jurisdiction: "vinh" }, first: 1, after: "!!") { totalCount }', 'after'],
    ['auditor', 'dossiers(filter: { jurisdiction: "vinh" }, first: 1, after: "eyJ4IjotMX0") { totalCount }', 'after'],
    [
      'auditor',
      'dossiers(filter: { jurisdiction: "vinh", appliedFrom: "2026-02-30" }, first: 1) { totalCount }',
      'filter.appliedFrom',
    ],
    ['auditor', 'documents(filter: { jurisdiction: "vinh", from: "yesterday" }, first: 1) { totalCount }', 'filter.from'],
    ['auditor', 'scorecard(jurisdiction: "vinh", year: 1) { year }', 'year'],
    ['clinician', 'healthRecord(personalId: "12345") { patient { sex } }', 'personalId'],
    ['officer', 'person(personalId: "04019900000x") { personalId }', 'personalId'],
  ])('%s asks %s', async (persona, field, argument) => {
    const { data, errors, status } = await hub.ask(persona, `{ x: ${field} good: adminUnit(code: "16690") { code } }`);
    expect(status).toBe(200);
    expect(data).toEqual({ x: null, good: { code: '16690' } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['x'], extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  test('statistics refuse malformed days', async () => {
    const { errors } = await hub.ask('ioc', '{ jurisdiction(slug: "vinh") { dossierStatistics(from: "2026") { received } } }');
    expect(errors[0]).toMatchObject({
      path: ['jurisdiction', 'dossierStatistics'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'from' },
    });
  });
});

test('hostile text in every string argument gives a code or nothing, never a fault', async () => {
  const hostile = [
    "'; DROP TABLE x; --",
    '<fes:Filter/>',
    '%00',
    '\u0000',
    '../../etc/passwd',
    '__proto__',
    'x'.repeat(5_000),
    '🙂',
  ];
  const fields = [
    'dossier(code: $v) { code }',
    'document(id: $v) { id }',
    'parcel(code: $v) { code }',
    'indicator(code: $v) { code }',
    'agency(id: $v) { id }',
    'procedure(code: $v) { code }',
  ];
  for (const v of hostile) {
    const { status, errors } = await hub.ask(
      'auditor',
      `query ($v: ID!) { ${fields.map((field, at) => `f${at}: ${field}`).join(' ')} }`,
      { v },
    );
    expect(status).toBe(200);
    expect(errors.filter(({ extensions }) => extensions.code !== 'BAD_USER_INPUT')).toEqual([]);
  }
  for (const v of hostile) {
    const { status, errors } = await hub.ask(
      'auditor',
      'query ($v: String) { adminUnits(search: $v, first: 1) { totalCount } procedures(search: $v, first: 1) { totalCount } documents(filter: { jurisdiction: "vinh", search: $v, signer: $v }, first: 1) { totalCount } }',
      { v },
    );
    expect(status).toBe(200);
    expect(errors.filter(({ extensions }) => extensions.code !== 'BAD_USER_INPUT')).toEqual([]);
  }
});
