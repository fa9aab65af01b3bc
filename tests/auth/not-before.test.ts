import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { followNotBefore, type FollowedIssuer } from '../../auth/tokens/not-before.js';
import { answering, eventually, mint, now, outages, outcome, publishing, signingKey, type Answer } from './token.kit.js';

const paths = {
  token: '/auth/realms/vinh/protocol/openid-connect/token',
  settings: '/auth/admin/realms/vinh',
  keys: '/auth/realms/vinh/protocol/openid-connect/certs',
};
const granted = answering('{"access_token":"of-the-realm","expires_in":60}');
const saying = (settings: object) => answering(JSON.stringify({ realm: 'vinh', enabled: true, ...settings }));

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Keycloak, as far as the hub asks it for a realm's not-before. */
async function startKeycloak(answers: { token?: Answer; settings: Answer; keys?: Answer }) {
  const state = { answers: { token: granted, keys: answering('{"keys":[]}'), ...answers }, requests: [] as string[] };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      state.requests.push(`${method} ${url} ${headers.authorization ?? ''}${Buffer.concat(chunks).toString()}`);
      const [name] = Object.entries(paths).find(([, path]) => path === url) ?? [];
      state.answers[name as keyof typeof paths](response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const realm: FollowedIssuer = {
    issuer: `${origin}/auth/realms/vinh`,
    jwksUri: `${origin}${paths.keys}`,
    audience: 'lien-thong-hub',
    clients: ['hub-console'],
    notBefore: { client: 'hub-revocation', secret: 'not to be told', everyMs: 10 },
  };
  return Object.assign(state, { realm });
}

/** Follows `realm`, and keeps what the verifier was told and what was written down. */
function follow(realm: FollowedIssuer) {
  const told: number[] = [];
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const verifier = { notBefore: (issuer: string, seconds: number) => void (issuer === realm.issuer && told.push(seconds)) };
  const following = followNotBefore([realm], verifier, log);
  ends.push(() => following.stop());
  return {
    told,
    lines,
    stop: () => following.stop(),
    says: (seconds: number) => eventually(async () => String(told.at(-1)), String(seconds)),
  };
}

/** A hundred tries of 20 ms are less than an outage may last. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3 && !holds(); tries++) await eventually(async () => String(holds()), 'true');
  expect(holds()).toBe(true);
}

describe('the not-before of a realm', () => {
  test('is told the verifier at the start, when it moves, and when an administrator clears it', async () => {
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 1_700_000_000 }) });
    const { told, says } = follow(keycloak.realm);
    expect(await says(1_700_000_000)).toBe('1700000000');
    keycloak.answers.settings = saying({ notBefore: 1_800_000_000 });
    expect(await says(1_800_000_000)).toBe('1800000000');
    keycloak.answers.settings = saying({ notBefore: 0 });
    expect(await says(0)).toBe('0');
    expect(new Set(told)).toEqual(new Set([1_700_000_000, 1_800_000_000, 0]));
  });

  test('ends tokens that were accepted before, and no newer ones', async () => {
    const key = await signingKey('k1');
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 0 }), keys: publishing(key) });
    const { issuer } = keycloak.realm;
    const verifier = createTokenVerifier([keycloak.realm]);
    const following = followNotBefore([keycloak.realm], verifier, pino({ level: 'silent' }));
    ends.push(() => following.stop());
    const old = await mint(issuer, key, { iat: now() - 40 });
    expect(await outcome(verifier, old)).toBe('accepted');
    keycloak.answers.settings = saying({ notBefore: now() - 20 });
    expect(await eventually(() => outcome(verifier, old), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
    expect(await outcome(verifier, await mint(issuer, key))).toBe('accepted');
  });

  test('is asked of the configured realm alone, with the secret in a body and the token in a header', async () => {
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 7 }) });
    await follow(keycloak.realm).says(7);
    expect(keycloak.requests.slice(0, 2)).toEqual([
      `POST ${paths.token} grant_type=client_credentials&client_id=hub-revocation&client_secret=not+to+be+told`,
      `GET ${paths.settings} Bearer of-the-realm`,
    ]);
  });

  test('is not asked of a realm without a client to ask with', async () => {
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 7 }) });
    const { notBefore: _none, ...realm } = keycloak.realm;
    await follow(realm).stop();
    expect(keycloak.requests).toEqual([]);
  });

  test('falls to no less than the configuration says', async () => {
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 50 }) });
    const { says } = follow({ ...keycloak.realm, issuedSince: 100 });
    expect(await says(100)).toBe('100');
    keycloak.answers.settings = saying({ notBefore: 150 });
    expect(await says(150)).toBe('150');
  });
});

describe('a realm that fails', () => {
  const failures = {
    ...outages,
    'other rights': saying({}),
    'a text': saying({ notBefore: '1800000000' }),
    'a time before 1970': saying({ notBefore: -1 }),
    'half a second': saying({ notBefore: 0.5 }),
    'no whole number': saying({ notBefore: 1e300 }),
  };

  // All at once: some of them last two seconds.
  test.each(['token', 'settings'] as const)(
    'leaves what it said last, and recovers, whatever its %s say',
    async (path) => {
      await Promise.all(
        Object.values(failures).map(async (failure) => {
          const keycloak = await startKeycloak({ settings: saying({ notBefore: 100 }) });
          const { told, lines, says } = follow(keycloak.realm);
          await says(100);
          const answer = keycloak.answers[path];
          keycloak.answers[path] = failure;
          await until(() => lines.some((line) => line.includes('"level":40')));
          expect(told.at(-1)).toBe(100);
          keycloak.answers = { ...keycloak.answers, [path]: answer, settings: saying({ notBefore: 200 }) };
          await until(() => told.at(-1) === 200);
          expect(new Set(told)).toEqual(new Set([100, 200]));
          expect(lines.join('')).not.toMatch(/maintenance|RESTEASY|not.to.be.told|of-the-realm/);
        }),
      );
    },
    20_000,
  );

  test('is asked again soon, not a whole interval later', async () => {
    const keycloak = await startKeycloak({ settings: answering('', 503) });
    const { lines, told } = follow({ ...keycloak.realm, notBefore: { client: 'hub-revocation', secret: 'x', everyMs: 60_000 } });
    await until(() => lines.length > 0);
    expect(JSON.parse(lines[0]!)).toMatchObject({ issuer: keycloak.realm.issuer, reason: 'the admin API answered 503' });
    keycloak.answers.settings = saying({ notBefore: 7 });
    await until(() => told.length > 0);
  });

  test.each(['token', 'settings'] as const)(
    'sends secret and token nowhere else: a redirect of %s is not followed',
    async (path) => {
      const elsewhere = await startKeycloak({ settings: saying({ notBefore: 7 }) });
      const location = elsewhere.realm.issuer.replace('/auth/realms/vinh', paths[path]);
      const keycloak = await startKeycloak({ settings: saying({ notBefore: 7 }), [path]: answering('', 307, { location }) });
      const { lines, told } = follow(keycloak.realm);
      await until(() => lines.length > 1);
      expect([told, elsewhere.requests]).toEqual([[], []]);
    },
  );
});

describe('the end', () => {
  test('is the end of the questions', async () => {
    const keycloak = await startKeycloak({ settings: saying({ notBefore: 7 }) });
    const { says, stop } = follow(keycloak.realm);
    await says(7);
    await stop();
    const before = keycloak.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(keycloak.requests).toHaveLength(before);
  });

  test('waits for no answer, and is no failure', async () => {
    const keycloak = await startKeycloak({ settings: () => undefined });
    const { lines, told, stop } = follow(keycloak.realm);
    await until(() => keycloak.requests.length === 2);
    await stop();
    expect([told, lines, keycloak.requests.length]).toEqual([[], [], 2]);
  });
});
