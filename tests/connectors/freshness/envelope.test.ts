import { describe, expect, test } from '@jest/globals';
import { createCacheKeys } from '../../../connectors/freshness/cache-keys.js';
import { createEnvelopes } from '../../../connectors/freshness/envelope.js';

const secret = 'a secret of thirty-two characters';
const keys = createCacheKeys('nghe-an', secret);
const envelopes = createEnvelopes(keys);
const sealed = {
  bytes: new Uint8Array(Buffer.from('Trần Thị Bình '.repeat(20))),
  fetchedAt: 1_800_000_000_000.5,
  expiresAt: 1_800_000_060_000,
  generation: 'abcdefghijkl.',
};
const of = { source: 'fhir-vinh', kind: 'HealthRecord' } as const;
const entity = { ...of, name: keys.nameOf(of, '079312345678') };
const everybody = { entity, reader: '' };
const one = { entity, reader: 'reader-a' };

describe.each([
  ['for everybody', everybody],
  ['for one reader', one],
])('an answer sealed %s', (_, place) => {
  test('is opened at its place, by whoever has the secret', () => {
    const data = envelopes.seal(place, sealed);
    expect(envelopes.open(place, data)).toEqual(sealed);
    expect(createEnvelopes(createCacheKeys('nghe-an', secret)).open(place, data)).toEqual(sealed);
  });

  test('is opened nowhere else: of another tenant, source, kind, entity or reader', () => {
    const data = envelopes.seal(place, sealed);
    for (const other of [
      { ...place, entity: { ...entity, source: 'fhir-hue' } },
      { ...place, entity: { ...entity, kind: 'Parcel' as const } },
      { ...place, entity: { ...entity, name: `${entity.name}x` } },
      { ...place, reader: 'reader-b' },
      { ...place, reader: place.reader === '' ? 'reader-a' : '' },
    ])
      expect(envelopes.open(other, data)).toBeNull();
    expect(createEnvelopes(createCacheKeys('hue', secret)).open(place, data)).toBeNull();
    expect(createEnvelopes(createCacheKeys('nghe-an', `${secret}!`)).open(place, data)).toBeNull();
  });

  test('is not opened where one bit of it is another, or it is shorter or longer', () => {
    const data = envelopes.seal(place, sealed);
    for (let at = 0; at < data.length; at += 1)
      for (const bit of [1, 128]) {
        const changed = Buffer.from(data);
        changed[at]! ^= bit;
        expect(envelopes.open(place, changed)).toBeNull();
      }
    for (let length = 0; length < data.length; length += 1) expect(envelopes.open(place, data.subarray(0, length))).toBeNull();
    expect(envelopes.open(place, Buffer.concat([data, Buffer.of(0)]))).toBeNull();
  });
});

test('what is of one reader cannot be read, nor told apart when it is sealed again', () => {
  const [first, second] = [envelopes.seal(one, sealed), envelopes.seal(one, sealed)];
  expect(first.includes('Bình')).toBe(false);
  expect(first.equals(second)).toBe(false);
});

test('what is of everybody and long is made smaller', () => {
  const long = { ...sealed, bytes: new Uint8Array(100_000).fill(7) };
  const data = envelopes.seal(everybody, long);
  expect(data.length).toBeLessThan(2_000);
  expect(envelopes.open(everybody, data)).toEqual(long);
  expect(envelopes.seal(one, long).length).toBeGreaterThan(100_000);
});

test('a secret that could be guessed is refused', () => {
  expect(() => createCacheKeys('nghe-an', 'short')).toThrow('HUB_CACHE_KEY');
});

test('what is kept is named by a hash that cannot be made without the secret', () => {
  expect(createCacheKeys('nghe-an', secret).nameOf(of, '079312345678')).toBe(entity.name);
  expect(createCacheKeys('hue', secret).nameOf(of, '079312345678')).not.toBe(entity.name);
  expect(createCacheKeys('nghe-an').nameOf(of, '079312345678')).not.toBe(entity.name);
});
