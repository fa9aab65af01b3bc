import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKeyedHash } from '../../gateway/access-log/keyed-hash.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { openStore } from '../../gateway/access-log/store/open.js';
import { createAccessLogWriter } from '../../gateway/access-log/writer.js';
import { createAccessLogReader } from '../../hub/access-log-reader.js';
import type { LogPage } from '../../subgraphs/access/reader.js';
import { record } from './store/records.js';

const home = mkdtempSync(join(tmpdir(), 'access-log-reader-'));
const store = openStore(join(home, 'log'));
const hash = createKeyedHash('k'.repeat(32));
const reader = createAccessLogReader({
  store,
  hash,
  standingOf: (log) => ({ verifiedUpTo: log === 'a' ? 3 : null, anchoring: log === 'a' ? 'GRACE' : null }),
});

const people = Array.from({ length: 40 }, (_, at) => `0401990${String(at).padStart(5, '0')}`);
const [hanh, binh] = people as [string, string];
const all = () => true;

/** Monday to Wednesday, at nine in Vietnam; the number says which minute. */
const at = (day: number, minute: number) =>
  `2026-06-${String(day).padStart(2, '0')}T02:${String(minute).padStart(2, '0')}:00.000Z`;
const doctor = { ...record('').actor!, subject: 'bac-si-1', roles: ['clinician'], agency: null };

const inA: AccessRecord[] = [
  ...people.map((one, minute) =>
    record(`dossier ${minute}`, { at: at(1, minute), subjects: [hash.subject(one)], categories: ['IDENTITY'] }),
  ),
  record('emergency', {
    at: '2026-06-06T20:00:00.000Z',
    actor: doctor,
    purpose: { code: 'EMERGENCY', case: null, reason: 'Bệnh nhân hôn mê', legalBasis: 'Luật 15/2023/QH15' },
    subjects: [hanh, binh].map(hash.subject).toSorted(),
    review: true,
  }),
];
const inB: AccessRecord[] = [
  record('audit', {
    at: at(2, 1),
    purpose: { code: 'AUDIT', case: '12/QĐ-TTr', reason: null, legalBasis: 'Luật 81/2015/QH13' },
    subjects: [hash.subject(hanh)],
    personal: { 'Person.name': 'MASKED' },
    visibility: { class: 'DELAYED', until: '2026-07-02T02:01:00.000Z' },
  }),
  record('ordered', { at: at(2, 2), subjects: [hash.subject(hanh)], visibility: { class: 'WITHHELD', until: null } }),
  record('denied', {
    at: at(3, 1),
    actor: null,
    purpose: null,
    subjects: [],
    outcome: 'timed-out',
    counts: { values: 0, unattributed: 0, errors: 1 },
  }),
];

beforeAll(async () => {
  for (const [log, records] of [
    ['a', inA],
    ['b', inB],
  ] as const) {
    const writer = createAccessLogWriter({
      store,
      log,
      domainsOf: () => ['land'],
      ...(log === 'a' && { sign: (of) => ({ ...of, note: 'signed' }) }),
    });
    await writer.start();
    await Promise.all(records.map((one) => writer.commit(one)));
    await writer.close();
  }
}, 30_000);
afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

const valuesOf = <T>({ items }: LogPage<T>): T[] => items.map(({ value }) => value as T);

describe('the access log of a hub, through its store', () => {
  test('is one list of all logs, newest first, page by page', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await reader.find({}, { first: 7, ...(after !== null && { after }) }, all);
      seen.push(...valuesOf(page).map(({ request }) => request));
      [after, more] = [page.endCursor, page.hasNextPage];
    }
    expect(seen).toEqual([
      'emergency',
      'denied',
      'ordered',
      'audit',
      ...people.map((_, minute) => `dossier ${minute}`).toReversed(),
    ]);
  });

  test('fills a page with what is kept, however far between it lies', async () => {
    const rare = await reader.find({}, { first: 2 }, ({ request }) => ['dossier 20', 'dossier 3', 'dossier 0'].includes(request));
    expect(valuesOf(rare).map(({ request }) => request)).toEqual(['dossier 20', 'dossier 3']);
    expect(rare.hasNextPage).toBe(true);
    const rest = await reader.find({}, { first: 2, after: rare.endCursor! }, ({ request }) => request === 'dossier 0');
    expect(valuesOf(rest).map(({ request }) => request)).toEqual(['dossier 0']);
    expect(rest.hasNextPage).toBe(false);
  });

  test('is asked by everything that the store can be asked by', async () => {
    const asked = async (...[filter]: [Parameters<typeof reader.find>[0]]) =>
      valuesOf(await reader.find(filter, { first: 100 }, all)).map(({ request }) => request);
    expect(await asked({ personalId: binh })).toEqual(['emergency', 'dossier 1']);
    expect(await asked({ personalId: hanh, purpose: 'AUDIT' })).toEqual(['audit']);
    expect(await asked({ actor: 'bac-si-1' })).toEqual(['emergency']);
    expect(await asked({ reviewOnly: true })).toEqual(['emergency']);
    expect(await asked({ from: at(2, 2), to: at(3, 1) })).toEqual(['ordered']);
    expect(await asked({ operation: 'Nothing' })).toEqual([]);
  });

  test('gives an auditor the record, and the people in it as a number', async () => {
    const [found] = valuesOf(await reader.find({ reviewOnly: true }, { first: 1 }, all));
    expect(found).toMatchObject({ subjectCount: 2, outcome: 'GRANTED', status: 200, purpose: { reason: 'Bệnh nhân hôn mê' } });
    expect(JSON.stringify(found)).not.toContain(hash.subject(hanh));
    const [late] = valuesOf(await reader.find({ from: at(3, 1), to: at(3, 2) }, { first: 1 }, all));
    expect(late).toMatchObject({ actor: null, purpose: null, outcome: 'TIMED_OUT' });
  });

  test('gives a person what they may see when they may see it, and of themselves only', async () => {
    const seen = async (personalId: string, now: string) =>
      valuesOf(await reader.ofPerson(personalId, new Date(now), { first: 10 })).map((one) => one.at);
    expect(await seen(hanh, '2026-06-30T00:00:00.000Z')).toEqual(['2026-06-06T20:00:00.000Z', at(1, 0)]);
    expect(await seen(hanh, '2026-07-03T00:00:00.000Z')).toEqual(['2026-06-06T20:00:00.000Z', at(2, 1), at(1, 0)]);
    expect(await seen(binh, '2026-07-03T00:00:00.000Z')).toEqual(['2026-06-06T20:00:00.000Z', at(1, 1)]);
    expect(await seen('040199099999', '2026-07-03T00:00:00.000Z')).toEqual([]);
    const [newest] = valuesOf(await reader.ofPerson(hanh, new Date('2026-07-03T00:00:00.000Z'), { first: 1 }));
    expect(newest).toEqual({
      at: '2026-06-06T20:00:00.000Z',
      agency: null,
      jurisdictions: ['vinh'],
      purpose: 'EMERGENCY',
      categories: [],
      masked: false,
      emergency: true,
    });
  });

  test('counts, and names what is unusual', async () => {
    const june = { from: '2026-05-31T17:00:00.000Z', to: '2026-06-30T17:00:00.000Z' };
    expect(await reader.summary(june, ['purpose'])).toEqual(
      expect.arrayContaining([expect.objectContaining({ purpose: 'DOSSIER_PROCESSING', entries: 41 })]),
    );
    expect(await reader.summary({ ...june, actor: 'bac-si-1' }, ['day', 'domain'])).toEqual([
      expect.objectContaining({ day: '2026-06-07', domain: 'land', entries: 1 }),
    ]);
    const found = await reader.patterns({ ...june, manySubjects: 30 });
    const officer = { issuer: 'https://id.example/realms/vinh', subject: 'officer-1' };
    expect(found.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'BREAK_GLASS', actor: { ...officer, subject: 'bac-si-1' }, day: '2026-06-07', entries: 1, subjects: null },
      { kind: 'MANY_SUBJECTS', actor: officer, day: '2026-06-01', entries: 40, subjects: 40 },
      { kind: 'OFF_HOURS', actor: { ...officer, subject: 'bac-si-1' }, day: '2026-06-07', entries: 1, subjects: null },
    ]);
  });

  test('says of each log how far it is signed, and what else is known of it', async () => {
    expect(await reader.integrity()).toEqual([
      {
        log: 'a',
        entries: 41,
        checkpoint: { size: 41, at: expect.any(String) },
        notSealed: 0,
        verifiedUpTo: 3,
        anchoring: 'GRACE',
      },
      { log: 'b', entries: 3, checkpoint: null, notSealed: 3, verifiedUpTo: null, anchoring: null },
    ]);
  });

  test('refuses a cursor it did not give', async () => {
    for (const after of ['', 'zz', Buffer.from('["2026-06-01T00:00:00Z","a",0]').toString('base64url')]) {
      const refused = { code: 'BAD_USER_INPUT', extensions: { argument: 'after' } };
      await expect(reader.find({}, { first: 1, after }, all)).rejects.toMatchObject(refused);
      await expect(reader.ofPerson(hanh, new Date(), { first: 1, after })).rejects.toMatchObject(refused);
    }
  });
});

test('an entry that cannot be read costs itself only, and tells nothing of what stands in it', async () => {
  const good = record('good', { at: at(1, 1) });
  const entries = [JSON.stringify(good), 'not JSON: Nguyễn Văn A', JSON.stringify({ ...good, outcome: 'made up' })];
  const items = entries.map((text, seq) => ({ entry: { log: 'a', seq, text, hash: '' }, cursor: `c${seq}` }));
  const broken = createAccessLogReader({ store: { ...store, find: async () => ({ items, hasNextPage: false }) }, hash });
  const page = await broken.find({}, { first: 10 }, all);
  expect(page.items.map(({ value }) => (value instanceof Error ? value.message : value.request))).toEqual([
    'good',
    ...Array.from({ length: 2 }, () => 'A source system answered with something that cannot be read.'),
  ]);
});

test('a store that fails is a source that cannot be reached, in the hub’s own words', async () => {
  const away = openStore(join(home, 'log', 'pglite', 'PG_VERSION'));
  const failing = createAccessLogReader({ store: away, hash });
  await expect(failing.integrity()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', extensions: { source: 'access-log' } });
  await away.close().catch(() => undefined);
});
