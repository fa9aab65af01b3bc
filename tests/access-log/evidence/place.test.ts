import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson } from '../../../gateway/access-log/evidence/canonical.js';
import { genesis } from '../../../gateway/access-log/evidence/chain.js';
import { readLines } from '../../../gateway/access-log/evidence/lines.js';
import { readPlace } from '../../../gateway/access-log/evidence/place.js';

const place = { log: 'hub.example/vinh', seq: 12, prev: genesis, at: '2026-05-04T01:00:00Z' };
const text = canonicalJson({ ...place, v: 1, variables: { seq: 99, prev: 'no', log: [{ log: '"}' }], at: null } });

const name = fc.oneof(
  fc.constantFrom('log', 'seq', 'prev', 'at', '"', '\\', '{'),
  fc.string({ unit: 'binary-ascii', maxLength: 6 }),
);
const nested = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });
/** As a record names its own members. */
const members = fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), fc.oneof(nested, fc.jsonValue({ maxDepth: 3 })), {
  maxKeys: 6,
});

describe('where a record says it stands', () => {
  test('is read as parsing it would, whatever else it holds, from text and from bytes', () => {
    fc.assert(
      fc.property(members, fc.integer({ min: 1 }), (others, seq) => {
        const canonical = canonicalJson({ ...others, ...place, seq });
        expect(readPlace(canonical)).toEqual({ ...place, seq });
        expect(readPlace(Buffer.from(canonical).toString('latin1'))).toEqual({ ...place, seq });
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['no object', '[1]'],
    ['half of it', text.slice(0, -1)],
    ['something after it', `${text} `],
    ['two of them', `${text}${text}`],
    ['white space', text.replace('"seq":', '"seq": ')],
    ['a member twice', text.replace('"seq":12', '"seq":11,"seq":12')],
    ['members in another order', text.replace(/"seq":12,(.*)\}$/, '$1,"seq":12}')],
    ['no place', '{"v":1}'],
    ['a number as text', text.replace('"seq":12', '"seq":"12"')],
    ['a number with a leading zero', text.replace('"seq":12', '"seq":012')],
    ['a number that is not whole', text.replace('"seq":12', '"seq":1.5')],
    ['zero', text.replace('"seq":12', '"seq":0')],
    ['a text that does not end', text.replace('"at":"', '"at":\\"')],
  ])('is not read from %s', (_, wrong) => {
    expect(readPlace(wrong)).toBeNull();
  });
});

describe('lines', () => {
  const linesOf = async (pieces: readonly string[], maxBytes = 100) => {
    const lines = [];
    for await (const some of readLines(
      pieces.map((piece) => Buffer.from(piece)),
      maxBytes,
    ))
      lines.push(...some.map(({ bytes, ended }) => `${bytes.toString()}${ended ? '|' : ''}`));
    return lines;
  };

  test('are found wherever a file is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', 'b', '\n') }),
        fc.integer({ min: 1, max: 5 }),
        async (file, size) => {
          const pieces = file.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const expected = file.split('\n').map((line, index, all) => (index < all.length - 1 ? `${line}|` : line));
          expect(await linesOf(pieces)).toEqual(expected.filter((line) => line !== ''));
        },
      ),
    );
  });

  test('too long come in pieces', async () => {
    expect(await linesOf(['aaaa', 'aaaa', 'a\nb\n'], 6)).toEqual(['aaaaaaaa|', 'a|', 'b|']);
  });
});
