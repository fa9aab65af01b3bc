import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import { silentLog, type Log } from '../../core/log.js';
import { startSystem, type SandboxSystem } from '../../sandbox/system.js';
import { igateSystems } from '../../sandbox/systems/igate/index.js';
import { SourceConfig } from '../../core/sources.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { createPublicServicesSubgraph } from '../../subgraphs/public-services/index.js';
import { callerWith, type Stats } from './public-services.kit.js';
import { listenAs, type Subscription } from './subscribe.kit.js';

const world = createWorld({ scale: 0.1 });
const officer = callerWith(['officer'], { jurisdictions: ['vinh'], agency: wellKnown.agencyId });
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
const auditor = callerWith(['auditor'], { jurisdictions: '*' });
const citizen = callerWith(['citizen'], { personalId: wellKnown.personalId });

const ofVinh = world.dossiers.find(({ jurisdiction, agencyId }) => jurisdiction === 'vinh' && agencyId !== wellKnown.agencyId)!;
const ofHue = world.dossiers.find(({ jurisdiction }) => jurisdiction === 'hue')!;
const ownAgency = world.dossiers.find(
  ({ agencyId, code, applicantId }) =>
    agencyId === wellKnown.agencyId && code !== wellKnown.dossierCode && applicantId !== wellKnown.personalId,
)!;

const oldest = world.dossiers.find(({ jurisdiction, returnedAt }) => jurisdiction === 'vinh' && returnedAt !== null)!;

// Systems are started and notes are made over HTTP.
jest.setTimeout(20_000);

const changed = `subscription ($jurisdiction: String, $dossier: ID) {
  dossierChanged(jurisdiction: $jurisdiction, dossier: $dossier) { at previousStatus dossier { code status steps { name } } } }`;
const mutation = `mutation ($input: NoteDossierProgressInput!, $key: ID!) {
  noteDossierProgress(input: $input, idempotencyKey: $key) { dossier { code } } }`;

/** The three provinces' systems with what they are asked counted, and the subgraph over them. */
async function start({ movesEveryMs = 0, changesEveryMs = 50 } = {}) {
  const trouble = { failing: false, failures: 0 };
  const failing = (system: SandboxSystem): SandboxSystem => ({
    ...system,
    register(app) {
      app.addHook('onRequest', async ({ url }, reply) => {
        if (!trouble.failing || !url.includes('sort=updatedDate')) return;
        trouble.failures++;
        await reply.status(503).send({});
      });
      return system.register(app);
    },
  });
  const systems = await Promise.all(
    igateSystems(world, { movesEveryMs }).map((each) => startSystem(failing(each), { latencyMs: 0 })),
  );
  const sources = systems.map(({ source }) => SourceConfig.parse({ ...source, options: { ...source.options, changesEveryMs } }));
  const warnings: unknown[] = [];
  const log = { ...silentLog, warn: (about: unknown) => void warnings.push(about) } as Log;
  const served = await listenAs(await createPublicServicesSubgraph(sources), log);
  const statsOf = async (id: string) => {
    const { url } = sources.find((source) => source.id === id)!;
    return (await (await fetch(new URL('/_stats', url))).json()) as Stats;
  };
  return {
    ...served,
    warnings,
    asked: async (id = 'igate-nghe-an') => (await statsOf(id)).byPath['GET /pa/dossier/search'] ?? 0,
    /** Refuses to tell what has changed, but nothing else. */
    fail: (now: boolean) => void (trouble.failing = now),
    failures: async (most: number) => {
      while (trouble.failures < most) await new Promise((resolve) => setTimeout(resolve, 20));
      return trouble.failures;
    },
    /** A note on any dossier, by an officer of its agency. */
    note: async (code: string) => {
      const { agencyId, jurisdiction } = world.dossiers.find((dossier) => dossier.code === code)!;
      const as = callerWith(['officer'], { jurisdictions: [jurisdiction], agency: agencyId });
      const input = { dossier: code, step: 'Xác minh thực địa', note: 'Đã đo đạc' };
      const response = await fetch(served.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...served.headerFor(as) },
        body: JSON.stringify({ query: mutation, variables: { input, key: randomUUID() } }),
      });
      expect(await response.json()).toMatchObject({ data: { noteDossierProgress: { dossier: { code } } } });
    },
    close: async () => {
      await served.close();
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}

interface Change {
  readonly at: string;
  readonly previousStatus: string | null;
  readonly dossier: { readonly code: string; readonly status: string; readonly steps: readonly { name: string }[] };
}
const changeIn = async (subscription: Subscription) => (await subscription.next())?.data?.['dossierChanged'] as Change;
const refusal = async (subscription: Subscription) => {
  const answer = await subscription.next();
  expect(answer?.data ?? null).toBeNull();
  expect(await subscription.next()).toBeNull();
  return answer?.errors?.map(({ extensions }) => extensions['code']);
};

describe('dossierChanged', () => {
  let under: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => void (under = await start()));
  afterAll(() => under.close());
  const codesHeard = async (as: Caller, variables: Record<string, unknown>, noted: readonly string[], count: number) => {
    const subscription = await under.subscribe(as, changed, variables);
    for (const code of noted) await under.note(code);
    const codes = [];
    for (let at = 0; at < count; at++) codes.push((await changeIn(subscription)).dossier.code);
    await subscription.leave();
    return codes;
  };

  test('tells of a note of progress: the dossier as it then stands', async () => {
    const subscription = await under.subscribe(officer, changed);
    await under.note(wellKnown.dossierCode);
    const { at, dossier } = await changeIn(subscription);
    expect(dossier).toMatchObject({ code: wellKnown.dossierCode, status: 'RETURNED' });
    expect(dossier.steps.at(-1)).toEqual({ name: 'Xác minh thực địa' });
    expect(Date.parse(at)).not.toBeNaN();
    await under.note(wellKnown.dossierCode);
    // Seen before, it is known to have stood where it stands.
    expect(await changeIn(subscription)).toMatchObject({ previousStatus: 'RETURNED', dossier: { status: 'RETURNED' } });
    await subscription.leave();
  });

  test('does not pretend to know where a dossier stood that was not seen before', async () => {
    const subscription = await under.subscribe(auditor, changed, { jurisdiction: 'vinh' });
    await under.note(oldest.code);
    expect(await changeIn(subscription)).toMatchObject({ previousStatus: null, dossier: { code: oldest.code } });
    await subscription.leave();
  });

  // What must be heard comes last: had anything before it been told, it would have come first.
  test('tells a city’s officials of their city, and with a code of one dossier', async () => {
    expect(await codesHeard(ioc, {}, [ofHue.code, ofVinh.code], 1)).toEqual([ofVinh.code]);
    expect(await codesHeard(auditor, { jurisdiction: 'vinh' }, [ofHue.code, ofVinh.code], 1)).toEqual([ofVinh.code]);
    expect(await codesHeard(auditor, { dossier: ofHue.code }, [ofVinh.code, ofHue.code], 1)).toEqual([ofHue.code]);
  });

  test('tells officers of their agency, citizens of their own', async () => {
    expect(await codesHeard(officer, {}, [ofVinh.code, ownAgency.code], 1)).toEqual([ownAgency.code]);
    const own = wellKnown.dossierCode;
    expect(await codesHeard(citizen, {}, [ofVinh.code, ownAgency.code, ofHue.code, own], 1)).toEqual([own]);
  });

  test('keeps what is personal from those who may not read it', async () => {
    const subscription = await under.subscribe(
      ioc,
      'subscription { dossierChanged { dossier { code applicant { fullName } } } }',
    );
    await under.note(ofVinh.code);
    const { data, errors } = (await subscription.next())!;
    expect(data).toEqual({ dossierChanged: { dossier: { code: ofVinh.code, applicant: null } } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
    await subscription.leave();
  });

  test('refuses what the question shows to be out of reach, before anything is asked', async () => {
    const fresh = await start();
    const hue = callerWith(['ioc'], { jurisdictions: ['hue'] });
    expect(await refusal(await fresh.subscribe(hue, changed, { jurisdiction: 'vinh' }))).toEqual(['FORBIDDEN']);
    expect(await refusal(await fresh.subscribe(hue, changed, { dossier: ofVinh.code }))).toEqual(['FORBIDDEN']);
    const other = callerWith(['officer'], { jurisdictions: ['vinh'], agency: 'H41.99' });
    expect(await refusal(await fresh.subscribe(other, changed, { dossier: ofVinh.code }))).toEqual(['FORBIDDEN']);
    const clerk = callerWith([], { jurisdictions: '*' });
    expect(await refusal(await fresh.subscribe(clerk, changed))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await refusal(await fresh.subscribe(auditor, changed, { jurisdiction: '../x' }))).toEqual(['BAD_USER_INPUT']);
    expect(await refusal(await fresh.subscribe(auditor, changed, { dossier: 'garbage' }))).toEqual(['BAD_USER_INPUT']);
    expect(await fresh.asked()).toBe(0);
    await fresh.close();
  });

  test('ends at once where no source could tell', async () => {
    expect(await (await under.subscribe(auditor, changed, { jurisdiction: 'nowhere' })).next()).toBeNull();
    expect(await (await under.subscribe(auditor, changed, { dossier: 'H99.01-260609-0001' })).next()).toBeNull();
  });
});

describe('a source of changes', () => {
  test('is asked by one reader, however many subscribe, and only where they may hear of something', async () => {
    const under = await start({ changesEveryMs: 3_600_000 });
    expect(await under.asked()).toBe(0);
    const many = await Promise.all(Array.from({ length: 20 }, () => under.subscribe(ioc, changed)));
    expect([await under.asked(), await under.asked('igate-hue')]).toEqual([1, 0]);
    await Promise.all(many.map((one) => one.leave()));
    await under.close();
  });

  test('is asked by nobody once the last subscriber has left', async () => {
    const under = await start();
    const [first, second] = [await under.subscribe(ioc, changed), await under.subscribe(ioc, changed)];
    await first.leave();
    await under.note(ofVinh.code);
    expect((await changeIn(second)).dossier.code).toBe(ofVinh.code);
    await second.leave();
    // Were it asked on, this would find no end.
    for (let before = -1, now = 0; now !== before;) {
      before = await under.asked();
      await new Promise((resolve) => setTimeout(resolve, 200));
      now = await under.asked();
    }
    await under.close();
  });

  test('that fails is waited for: what changed meanwhile is told once it answers', async () => {
    const under = await start();
    const subscription = await under.subscribe(ioc, changed);
    under.fail(true);
    const failures = await under.failures(2);
    expect(failures).toBeGreaterThan(1);
    await under.note(ofVinh.code);
    under.fail(false);
    expect((await changeIn(subscription)).dossier.code).toBe(ofVinh.code);
    expect(under.warnings).toMatchObject([{ code: 'SOURCE_UNAVAILABLE', source: 'igate-nghe-an', reason: 'status 503' }]);
    await subscription.leave();
    await under.close();
  });

  test('that moves by itself shows where a dossier stood before, once it was seen', async () => {
    const under = await start({ movesEveryMs: 1 });
    const subscription = await under.subscribe(auditor, changed);
    const stands = new Map<string, string>();
    for (let met = 0; met < 3;) {
      const { previousStatus, dossier } = await changeIn(subscription);
      const known = stands.get(dossier.code);
      if (known !== undefined) {
        expect(previousStatus).toBe(known);
        expect(dossier.status).not.toBe(known);
        met++;
      }
      stands.set(dossier.code, dossier.status);
    }
    await subscription.leave();
    await under.close();
  });
});
