import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { SourceConfig } from '../../core/sources.js';
import { wellKnown } from '../../sandbox/world/index.js';
import { createWfsParcelSource } from '../../subgraphs/land/parcel-source.wfs.js';
import type { KeyedSelection } from '../../subgraphs/land/keyed-parcels.js';
import { asReader, closing, letPass, stubServer, type Asked } from './freshness.kit.js';
import { callerWith, startLand, type LandUnderTest } from './land-sandbox.js';
import { feature, parcel, square } from './land-stub.js';
import { auditor, inside, officer, world } from './land-world.js';

// Systems are started, and hundreds ask at once.
jest.setTimeout(20_000);

const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const statistics = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction {
  landStatistics { parcelCount areaM2 provenance { stale fetchedAt } } } } }`;
const vinh = { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] };
const { code } = inside('vinh')[3]!;
const one = `{ parcel(code: "${code}") { code users { fullName } } }`;
const planned = `{ parcel(code: "${code}") { planningZones { id provenance { stale } } } }`;
const own = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { parcels(first: 5) { nodes { code } } } } }`;
const person = { r: [{ __typename: 'Person', personalId: wellKnown.personalId }] };

describe('what is kept of land registers', () => {
  let land: LandUnderTest;
  beforeAll(async () => {
    land = await startLand(world);
  });
  afterAll(() => land.close());
  const costing = async (work: () => Promise<unknown>) => {
    await land.upstream();
    await work();
    return (await land.upstream()).length;
  };

  test('statistics that two hundred ask for at once cost one request, and whoever asks again none while they are fresh', async () => {
    expect(await costing(() => Promise.all(Array.from({ length: 200 }, () => land.ask(statistics, ioc, vinh))))).toBe(1);
    expect(await costing(() => land.ask(statistics, auditor, vinh))).toBe(0);
    letPass(61);
    expect(await costing(() => land.ask(statistics, ioc, vinh))).toBe(1);
  });

  test('a parcel is kept for who asked, by the same rights and for the same purpose, and for nobody else', async () => {
    const cost = (caller: Caller) => costing(() => land.ask(one, caller));
    expect(await cost(officer)).toBe(1);
    expect(await cost(officer)).toBe(0);
    for (const other of [
      { ...officer, subject: 'another' },
      { ...officer, purpose: 'AUDIT' as const },
      { ...officer, jurisdictions: ['vinh', 'hue'] },
      auditor,
    ])
      expect([other.subject, await cost(other)]).toEqual([other.subject, 1]);
    letPass(16);
    expect(await cost(officer)).toBe(1);
  });

  test('lists, and the parcels of a person, are kept for who asked, too', async () => {
    const list = '{ parcels(commune: "16690", first: 10) { nodes { code } totalCount } }';
    for (const caller of [officer, { ...officer, subject: 'another' }])
      for (const [query, variables] of [[list], [own, person]] as const) {
        const cost = () => costing(() => land.ask(query, caller, variables));
        expect(await cost()).toBeGreaterThan(0);
        expect(await cost()).toBe(0);
      }
  });

  test('zones of the plan are kept for all', async () => {
    const [parcels, zones] = [1, 1];
    expect(await costing(() => land.ask(planned, { ...officer, subject: 'first' }))).toBe(parcels + zones);
    expect(await costing(() => land.ask(planned, { ...officer, subject: 'second' }))).toBe(parcels);
  });

  test('statistics are shown as they were, and say so, when the register cannot answer; parcels are not', async () => {
    const told = async () => ((await land.ask(statistics, ioc, vinh)).data['_entities'] as Statistics[])[0]!.landStatistics;
    const before = await told();
    await land.ask(one, officer);
    await land.stop('land-nghe-an');
    letPass(3_600);
    expect(await told()).toEqual({ ...before, provenance: { fetchedAt: before.provenance.fetchedAt, stale: true } });
    const { data, errors } = await land.ask(one, officer);
    expect(data).toEqual({ parcel: null });
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'land-nghe-an' } }]);
  });
});

interface Statistics {
  readonly landStatistics: { readonly parcelCount: number; readonly provenance: { readonly fetchedAt: string } };
}

describe('what a register has told', () => {
  async function registerOver(answer: (asked: Asked) => readonly object[]) {
    const { url, requests } = await stubServer((asked) => ({ type: 'FeatureCollection', features: answer(asked) }));
    const options = {
      epsg: 4326,
      extent: [105, 18, 106, 19],
      communes: { vinh: ['16690', '16681'] },
      layers: { parcels: 'parcels', zones: 'zones', statistics: 'statistics' },
    };
    const register = createWfsParcelSource(
      SourceConfig.parse({ id: 'land-x', system: 'wfs', jurisdictions: ['vinh'], url, options }),
    );
    closing(() => register.close());
    const each = async (select: KeyedSelection, reader = 'someone', withUsers = true) => {
      const { answer: found } = await asReader(reader, () => register.findEach({ select, withUsers }));
      return found.map((parcels) => (parcels instanceof Error ? (parcels as HubError).code : parcels.map((of) => of.code)));
    };
    return { register, requests, each, asked: () => requests.map(({ text }) => literalsIn(text)) };
  }
  const literalsIn = (text: string) => [...text.matchAll(/<fes:Literal>([^<]*)</g)].map(([, literal]) => literal!);
  const shape = square(105.5, 18.5);
  const heldOf =
    (...codes: string[]) =>
    ({ text }: Asked) =>
      codes.filter((each) => literalsIn(text).includes(each)).map((each) => parcel(each, shape));
  const [first, second, third] = ['w774hreq1yh1', 'w774hreq1yh2', 'w774hreq1yh3'];

  test('of codes is asked for again only as far as it is not known, and that there is none is known', async () => {
    const { each, asked } = await registerOver(heldOf(first, third));
    expect(await each({ by: 'code', codes: [first, second] })).toEqual([[first], []]);
    expect(await each({ by: 'code', codes: [third, second, first] })).toEqual([[third], [], [first]]);
    expect(asked()).toEqual([[first, second], [third]]);
    await each({ by: 'code', codes: [first] }, 'another');
    expect(asked()).toHaveLength(3);
  });

  test('without users does not stand for what is asked with them', async () => {
    const { each, requests } = await registerOver(heldOf(first));
    await each({ by: 'code', codes: [first] }, 'someone', false);
    await each({ by: 'code', codes: [first] }, 'someone', true);
    expect(requests.map(({ text }) => text.includes('HoTen1'))).toEqual([false, true]);
  });

  test('is answered for those keys that are known where the register can no longer answer for others', async () => {
    let broken = false;
    const { each } = await registerOver((asked) => (broken ? [{ type: 'nothing' }] : heldOf(first, second)(asked)));
    await each({ by: 'code', codes: [first] });
    broken = true;
    expect(await each({ by: 'code', codes: [first, second] })).toEqual([[first], 'SOURCE_BAD_DATA']);
    broken = false;
    expect(await each({ by: 'code', codes: [first, second] })).toEqual([[first], [second]]);
  });

  test('of numbers, and of persons, is asked for again only as far as it is not known', async () => {
    const [ann, bao] = ['040199000001', '040199000002'];
    const rows = [
      parcel(first, shape, { SoThuTuThua: 1, SoDinhDanh1: ann, SoDinhDanh2: bao }),
      parcel(second, shape, { SoThuTuThua: 2, SoDinhDanh1: bao }),
    ];
    const { each, asked } = await registerOver(() => rows);
    const number = (parcelNumber: number) => ({ communeCode: '16690', sheetNumber: 1, parcelNumber });
    expect(await each({ by: 'number', numbers: [number(1)] })).toEqual([[first]]);
    expect(await each({ by: 'number', numbers: [number(2), number(1)] })).toEqual([[second], [first]]);
    expect(await each({ by: 'user', personalIds: [ann] })).toEqual([[first]]);
    expect(await each({ by: 'user', personalIds: [ann, bao] })).toEqual([[first], [first, second]]);
    expect(asked().map((literals) => new Set(literals))).toEqual([
      new Set(['16690', '1']),
      new Set(['16690', '1', '2']),
      new Set([ann]),
      new Set([bao]),
    ]);
  });

  test('that is no answer to the question is kept for nobody', async () => {
    const { register, requests } = await registerOver(heldOf(first, second));
    const query = { select: { by: 'code', codes: [first] }, withUsers: false } as const;
    const find = (check: () => void) => asReader('someone', () => register.find(query, check));
    const refuse = () => {
      throw new HubError('SOURCE_BAD_DATA', undefined, { source: 'land-x' });
    };
    await expect(find(refuse)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    expect((await find(() => undefined)).answer).toMatchObject([{ code: first }]);
    expect((await find(refuse)).answer).toMatchObject([{ code: first }]);
    expect(requests).toHaveLength(2);
  });

  test('of the land of communes is asked for again only as far as it is not known', async () => {
    const { register, asked } = await registerOver(({ text }) =>
      literalsIn(text).map((MaXa) => feature({ MaXa, KyHieu: 'ONT', SoThua: 7, DienTich: 1 }, null)),
    );
    const totals = async (communes: readonly string[]) => (await asReader('anyone', () => register.totals(communes))).answer;
    expect(await totals(['16690'])).toMatchObject([[{ communeCode: '16690', parcelCount: 7 }]]);
    expect(await totals(['16681', '16690'])).toMatchObject([[{ communeCode: '16681' }], [{ communeCode: '16690' }]]);
    expect(asked()).toEqual([['16690'], ['16681']]);
  });
});
