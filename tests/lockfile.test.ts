import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Locked {
  readonly optionalDependencies?: Record<string, string>;
  readonly resolved?: string;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

test('the lockfile names the packages of every platform (node scripts/complete-lockfile.mjs)', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    path === ''
      ? []
      : Object.keys(optionalDependencies).filter(
          (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
        ),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no address but folders of the project', () => {
  const addresses = Object.values(packages).flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved]));
  expect(addresses.filter((address) => !address.startsWith('vendor/'))).toEqual([]);
});

test('one copy of graphql, no elliptic, no browser driver', () => {
  const copies = (name: string) =>
    Object.keys(packages).filter((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
  expect(copies('graphql')).toHaveLength(1);
  expect(copies('elliptic')).toEqual([]);
  expect(packages['node_modules/chromedriver']?.resolved).toBe('vendor/no-chromedriver');
});
