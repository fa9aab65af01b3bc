import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { igateSystems } from '../../sandbox/systems/igate/index.js';
import { kpiSystems } from '../../sandbox/systems/kpi/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });

interface Row {
  readonly id: string;
  readonly code: string;
  readonly updatedDate: string;
  readonly dossierStatus: { readonly id: number };
}

/** The first iGate, spoken to as one who is signed in. */
async function igate(movesEveryMs = 0) {
  const system = await startSystem(igateSystems(world, { movesEveryMs })[0]!, { latencyMs: 0 });
  const { clientId, clientSecret } = system.source.options as { clientId: string; clientSecret: string };
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const signedIn = await fetch(`${system.source.url}/auth/realms/digo/protocol/openid-connect/token`, { method: 'POST', body });
  const authorization = `Bearer ${((await signedIn.json()) as { access_token: string }).access_token}`;
  const rows = async (parameters: Record<string, string>) => {
    const url = `${system.source.url}/pa/dossier/search?${new URLSearchParams(parameters).toString()}`;
    return ((await (await fetch(url, { headers: { authorization } })).json()) as { content: Row[] }).content;
  };
  return {
    rows,
    changes: () => rows({ sort: 'updatedDate,desc', size: '50' }),
    note: (id: string, requestKey: string) =>
      fetch(`${system.source.url}/pa/dossier/--progress`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ dossier: { id }, task: { name: 'Xác minh' }, comment: 'Đã đo đạc', requestKey }),
      }),
    close: () => system.close(),
  };
}
const timesOf = (rows: readonly Row[]) => rows.map(({ updatedDate }) => Date.parse(updatedDate));

describe('an iGate', () => {
  test('lists what changed last first; a note is a change, made once', async () => {
    const { rows, changes, note, close } = await igate();
    const before = timesOf(await changes());
    expect(before).toEqual(before.toSorted((a, b) => b - a));
    const [{ id }] = (await rows({ code: wellKnown.dossierCode })) as [Row];
    await note(id, 'request-0001');
    const [noted] = (await changes()) as [Row];
    expect(noted.code).toBe(wellKnown.dossierCode);
    expect(Date.parse(noted.updatedDate)).toBeGreaterThan(before[0]!);
    await note(id, 'request-0001');
    expect((await changes())[0]!.updatedDate).toBe(noted.updatedDate);
    await close();
  });

  test('stands still unless it is told to move, and is asked for changes', async () => {
    const still = await igate();
    const first = await still.changes();
    expect(await still.changes()).toEqual(first);
    const moving = await igate(1);
    const all = () => moving.rows({ sort: 'code', size: '2000' });
    const standing = await all();
    for (let times = 0; times < 3; times++) expect(await all()).toEqual(standing);
    await Promise.all([still.close(), moving.close()]);
  });

  test('moves the same dossiers in the same order in every run', async () => {
    const course = async () => {
      const system = await igate(1);
      const moved: string[] = [];
      let newest = timesOf(await system.changes())[0]!;
      while (moved.length < 4) {
        const fresh = (await system.changes()).filter(({ updatedDate }) => Date.parse(updatedDate) > newest).toReversed();
        moved.push(...fresh.map(({ code, dossierStatus }) => `${code} ${dossierStatus.id}`));
        newest = Math.max(newest, ...timesOf(fresh));
      }
      await system.close();
      return moved.slice(0, 4);
    };
    expect(await course()).toEqual(await course());
  });
});

describe('a reporting system', () => {
  let system: RunningSystem;
  beforeAll(async () => void (system = await startSystem(kpiSystems(world)[0]!, { latencyMs: 0 })));
  afterAll(() => system.close());
  const post = (path: string, body: object) =>
    fetch(`${system.source.url}/goi-tin/${path}`, {
      method: 'POST',
      headers: { 'x-api-key': 'sandbox-kpi-nghe-an', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const since = async (tuMoc: string | null) =>
    (await (await post('thay-doi-chi-so/tra-cuu', { tuMoc })).json()) as {
      moc: string;
      duLieu: { soLieu: { giaTri: number } }[];
    };
  const submit = (giaTri: number, maYeuCau: string) =>
    post('so-lieu-bao-cao', {
      maYeuCau,
      maChiTieu: 'CQS.HOSO.TRUCTUYEN',
      maDiaBan: 'DT-VINH',
      kyBaoCao: { loaiKy: 'NAM', tuNgay: '2025-01-01', denNgay: '2025-12-31', tenKy: 'Năm 2025' },
      giaTri,
      tuSo: null,
      mauSo: null,
      tinhDen: '2025-12-31',
    });

  test('tells what was taken down since a mark, each change once', async () => {
    const start = await since(null);
    expect(start.duLieu).toEqual([]);
    await submit(47, 'request-0001');
    await submit(47, 'request-0001');
    await submit(48, 'request-0002');
    const { moc, duLieu } = await since(start.moc);
    expect(duLieu.map(({ soLieu }) => soLieu.giaTri)).toEqual([47, 48]);
    expect((await since(moc)).duLieu).toEqual([]);
  });

  test('says of a mark it does not know that it is gone', async () => {
    for (const tuMoc of ['M9999', 'x']) expect((await post('thay-doi-chi-so/tra-cuu', { tuMoc })).status).toBe(410);
    expect((await post('thay-doi-chi-so/tra-cuu', {})).status).toBe(400);
  });
});
