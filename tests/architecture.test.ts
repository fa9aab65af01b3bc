import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** Room → rooms it may import from. Nothing imports sandbox, hub, tests or bench but those named here. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  auth: ['core'],
  connectors: ['core'],
  schema: ['core', 'auth'],
  subgraphs: ['core', 'auth', 'connectors', 'schema'],
  gateway: ['core', 'auth'],
  // Tells the sources' stories itself: it knows the shape of their configuration, and the directory's data, as data.
  sandbox: ['core'],
  // The composition root: the one place that knows all rooms.
  hub: ['core', 'auth', 'connectors', 'schema', 'subgraphs', 'gateway', 'sandbox'],
};

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('tests/') && !file.startsWith('bench/'));

const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) => ({
    file,
    target: normalize(join(dirname(file), target!)),
  })),
);
const room = (path: string) => path.split('/', 1)[0]!;
const domain = (path: string) => path.split('/')[1]!;
const show = ({ file, target }: { file: string; target: string }) => `${file} -> ${target}`;

describe('the walls of the house', () => {
  test('every room imports only from the rooms below it', () => {
    const broken = imports.filter(
      ({ file, target }) => room(file) !== room(target) && !mayImport[room(file)]?.includes(room(target)),
    );
    expect(broken.map(show)).toEqual([]);
  });

  test('no subgraph imports another', () => {
    const broken = imports.filter(
      ({ file, target }) => room(file) === 'subgraphs' && room(target) === 'subgraphs' && domain(file) !== domain(target),
    );
    expect(broken.map(show)).toEqual([]);
  });

  test('only the main files and the commands read the environment', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    const allowed = /(^|\/)main\.ts$|^hub\/commands\/|^hub\/sandbox-process\.ts$|^gateway\/engine\/telemetry-off\.ts$/;
    expect(readers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('every room is one the architecture names', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in mayImport))).toEqual([]);
  });

  test('no source file is longer than 250 lines', () => {
    expect(files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 250)).toEqual([]);
  });
});
