import { beforeEach, describe, expect, test } from '@jest/globals';
import { readKeySet, type KeySet } from '../../auth/tokens/key-set.js';
import { createIssuerKeys, type IssuerKeys } from '../../auth/tokens/keys.js';
import type { HubError } from '../../core/errors.js';
import { hours, minutes, signingKey, type SigningKey } from './token.kit.js';

const seconds = 1_000;
const setOf = (...keys: SigningKey[]): KeySet => readKeySet(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
const [k1, k2] = [await signingKey('k1'), await signingKey('k2')];

describe('the keys of an issuer', () => {
  let time: number;
  let fetches: number;
  /** What the issuer answers; null for an outage. */
  let published: KeySet | null;
  /** Resolves the fetches that are under way, when the issuer is slow. */
  let gate: Promise<void>;
  let keys: IssuerKeys;

  beforeEach(() => {
    time = 1_000_000;
    fetches = 0;
    published = setOf(k1);
    gate = Promise.resolve();
    keys = createIssuerKeys(
      async () => {
        fetches++;
        const answer = published;
        await gate;
        if (!answer) throw new Error('down');
        return answer;
      },
      () => time,
    );
  });
  const found = (kid: string) =>
    keys.find(kid).then(
      (key) => (key ? 'found' : 'none'),
      (error: HubError) => error.code,
    );
  /** Lets what goes on in the background end. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test('are asked for once, by however many', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => found('k1')));
    expect(new Set(all)).toEqual(new Set(['found']));
    expect(await found('k1')).toBe('found');
    expect(fetches).toBe(1);
  });

  test('unknown ones are not asked for again within five seconds, and then once', async () => {
    await found('k1');
    const unknown = () => Promise.all(Array.from({ length: 200 }, (_, i) => found(`no-${i}`)));
    expect(new Set(await unknown())).toEqual(new Set(['none']));
    expect(fetches).toBe(1);
    time += 5 * seconds;
    expect(new Set(await unknown())).toEqual(new Set(['none']));
    expect(fetches).toBe(2);
    for (let i = 0; i < 60; i++) {
      time += seconds;
      await found(`no-${i}`);
    }
    expect(fetches).toBeLessThanOrEqual(2 + 60 / 5);
  });

  test('a new one is found once the cool-down is over, and the old one stays', async () => {
    await found('k1');
    published = setOf(k1, k2);
    expect(await found('k2')).toBe('none');
    time += 5 * seconds;
    expect(await found('k2')).toBe('found');
    expect(await found('k1')).toBe('found');
    expect(fetches).toBe(2);
  });

  test('are used for ten minutes as they are, and for ten more while new ones are fetched', async () => {
    await found('k1');
    time += 10 * minutes - 1;
    expect(await found('k1')).toBe('found');
    expect(fetches).toBe(1);
    time += 1;
    gate = new Promise(() => undefined);
    expect(await found('k1')).toBe('found');
    expect(keys.known('k1')).toBeDefined();
    expect(fetches).toBe(2);
  });

  test('a withdrawn one is gone after the next fetch, ten minutes later at most', async () => {
    published = setOf(k1, k2);
    await found('k1');
    published = setOf(k2);
    time += 10 * minutes;
    keys.known('k2');
    await settle();
    expect(keys.known('k1')).toBeUndefined();
    expect(await found('k1')).toBe('none');
  });

  test('after a long rest the issuer is asked before a key is used', async () => {
    published = setOf(k1, k2);
    await found('k1');
    published = setOf(k2);
    time += 3 * hours;
    expect(keys.known('k1')).toBeUndefined();
    expect(await found('k1')).toBe('none');
    expect(await found('k2')).toBe('found');
    expect(fetches).toBe(2);
  });

  test('all of them withdrawn is an answer, too', async () => {
    await found('k1');
    published = setOf();
    time += 10 * minutes;
    keys.known('k1');
    await settle();
    expect(await found('k1')).toBe('none');
  });

  test('outlive an issuer that is down by six hours, without keeping anybody waiting, and no longer', async () => {
    await found('k1');
    published = null;
    for (let passed = 0; passed < 6 * hours - 10 * minutes; passed += 5 * minutes) {
      time += 5 * minutes;
      expect(await found('k1')).toBe('found');
      await settle();
    }
    gate = new Promise(() => undefined);
    expect(await found('k1')).toBe('found');
    gate = Promise.resolve();
    time += 20 * minutes;
    expect(keys.known('k1')).toBeUndefined();
    await settle();
    expect(await found('k1')).toBe('SERVICE_UNAVAILABLE');
  });

  test('an unknown one of an issuer that is down may be good: that is our fault', async () => {
    await found('k1');
    published = null;
    time += 5 * seconds;
    expect(await found('k2')).toBe('SERVICE_UNAVAILABLE');
    expect(await found('k1')).toBe('found');
  });

  test('an issuer that is down is asked less and less often, and is found again', async () => {
    published = null;
    for (let i = 0; i < 50; i++) expect(await found('k1')).toBe('SERVICE_UNAVAILABLE');
    expect(fetches).toBe(2);
    for (let passed = 0; passed < 10 * minutes; passed += 100) {
      time += 100;
      await found('k1');
    }
    expect(fetches).toBeLessThan(2 + 7 + (10 * 60) / 15);
    published = setOf(k1);
    time += 15 * seconds;
    expect(await found('k1')).toBe('found');
    fetches = 0;
    published = null;
    time += 10 * minutes;
    keys.known('k1');
    await settle();
    keys.known('k1');
    await settle();
    expect(fetches).toBe(2);
  });

  test('the same key fetched again is the same object; another one under its name is not', async () => {
    const before = await keys.find('k1');
    published = setOf(k1, k2);
    time += 5 * seconds;
    await found('k2');
    expect(await keys.find('k1')).toBe(before);
    published = setOf(await signingKey('k1'));
    time += 5 * seconds;
    await found('k3');
    expect(await keys.find('k1')).not.toBe(before);
  });
});
