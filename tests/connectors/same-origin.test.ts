import { describe, expect, test } from '@jest/globals';
import { pathBelow } from '../../connectors/same-origin.js';

const source = { id: 'land', url: 'https://gis.example.vn:8443/features' };

describe('a link that a source gives', () => {
  test.each([
    ['https://gis.example.vn:8443/features/items?offset=10', 'items?offset=10'],
    ['https://GIS.example.vn:8443/features/items', 'items'],
    ['items?offset=10', 'items?offset=10'],
    ['/features/items', 'items'],
    ['?page=2', '?page=2'],
    ['https://gis.example.vn:8443/features?page=2', '?page=2'],
    ['https://gis.example.vn:8443/features/a/../items#x', 'items'],
    ['//gis.example.vn:8443/features/items', 'items'],
  ])('below its own address is followed: %s', (link, path) => {
    expect(pathBelow(source, link)).toBe(path);
  });

  test.each([
    ['another host', 'https://evil.example/features/items'],
    ['another host, without a scheme', '//evil.example/features/items'],
    ['another host, by backslashes', String.raw`\\evil.example\features\items`],
    ['another host, behind a name that looks right', 'https://gis.example.vn:8443@evil.example/features/items'],
    ['a host whose name goes on', 'https://gis.example.vn.evil.example:8443/features/items'],
    ['another port', 'https://gis.example.vn/features/items'],
    ['another port, without a scheme', '//gis.example.vn:9443/features/items'],
    ['an unencrypted way', 'http://gis.example.vn:8443/features/items'],
    ['somebody else’s name', 'https://admin@gis.example.vn:8443/features/items'],
    ['somebody else’s name and password', 'https://admin:x@gis.example.vn:8443/features/items'],
    ['another path', 'https://gis.example.vn:8443/admin/items'],
    ['another path that begins alike', 'https://gis.example.vn:8443/features-admin/items'],
    ['a path above', '../admin'],
    ['a path above, in other words', 'https://gis.example.vn:8443/features/%2e%2e/admin'],
    ['no server at all', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['what is no address', 'https://[x'],
  ])('to %s is bad data', (_where, link) => {
    expect(() => pathBelow(source, link)).toThrow(
      expect.objectContaining({
        code: 'SOURCE_BAD_DATA',
        extensions: { code: 'SOURCE_BAD_DATA', source: 'land' },
        originalError: expect.objectContaining({ message: 'a next link that leads elsewhere' }),
      }),
    );
  });
});
