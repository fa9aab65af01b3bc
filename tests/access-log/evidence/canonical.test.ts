import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson } from '../../../gateway/access-log/evidence/canonical.js';

/** Whether the members of every object stand in the order of their names' UTF-16 units. */
function isOrdered(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const names = Object.keys(value);
  const units = (name: string) => Array.from({ length: name.length }, (_, at) => name.charCodeAt(at));
  const before = (a: readonly number[], b: readonly number[]): boolean => {
    const at = a.findIndex((unit, index) => unit !== b[index]);
    return at < 0 ? a.length <= b.length : at >= b.length ? false : a[at]! < b[at]!;
  };
  // Names that are whole numbers come first in any object of JavaScript: those are looked at in the text instead.
  const ordered = Array.isArray(value) || names.slice(1).every((name, index) => before(units(names[index]!), units(name)));
  return ordered && Object.values(value).every(isOrdered);
}

const wellFormed = fc.string({ unit: 'binary', maxLength: 12 });
const name = wellFormed.filter((text) => !/^\d+$/.test(text) && text !== '__proto__');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    wellFormed,
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 5 }),
  object: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
})).value;

describe('canonical JSON', () => {
  test('the example of RFC 8785', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('names are ordered by UTF-16 units: as the RFC shows, and whole numbers as text', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7, '10': 8, '2': 9 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"10":8,"2":9,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [333333333.3333332, '333333333.3333332'],
  ])('the number %d is %s', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  test('says the same as it is told, in one way only', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        const read: unknown = JSON.parse(text);
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(isOrdered(read)).toBe(true);
        expect(canonicalJson(read)).toBe(text);
        // No white space between its parts: without its texts there is none at all.
        expect(text.replaceAll(/"(?:[^"\\]|\\.)*"/gu, '')).not.toMatch(/\s/);
      }),
    );
  });

  test('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(name, fc.integer(), { maxKeys: 8 }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  const itself: Record<string, unknown> = {};
  itself['itself'] = itself;
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a hole in a list', Object.assign([1], { 2: 3 })],
    ['no number', Number.NaN],
    ['infinity', [-Infinity]],
    ['a large integer', 1n],
    ['a symbol', Symbol('a')],
    ['a symbol as a name', { [Symbol('a')]: 1 }],
    ['a function', { toJSON: () => 1 }],
    ['a day', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
    ['half a character', 'a\ud83d'],
    ['the other half', ['\ude00a']],
    ['half a character in a name', { '\ud83d': 1 }],
    ['what holds itself', itself],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
