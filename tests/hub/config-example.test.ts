import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { openConfig } from '../../hub/config.js';
import { printEditorSchema } from '../../hub/config/editor-schema.js';

const example = readFileSync('hub.example.yaml', 'utf8');
const printed = readFileSync('hub.schema.json', 'utf8');
const schema = JSON.parse(printed) as Parameters<typeof z.fromJSONSchema>[0];
const form = z.fromJSONSchema(schema);

test('what editors are given is what the code says (npm run schema)', () => {
  expect(printed).toBe(printEditorSchema());
});

test('the example is valid to editors, and to the hub', async () => {
  expect(example.split('\n', 1)[0]).toBe('# yaml-language-server: $schema=./hub.schema.json');
  expect(form.safeParse(parse(example)).error?.issues).toBeUndefined();
  const folder = mkdtempSync(join(tmpdir(), 'hub-example-'));
  const password = join(folder, 'password');
  writeFileSync(password, 'x');
  const path = join(folder, 'hub.yaml');
  writeFileSync(path, example.replace('/run/secrets/ioffice-nghe-an', password));
  const names = [...example.matchAll(/env: (\w+)/g)].map(([, name]) => [name!, 'x']);
  const config = await openConfig({ ...Object.fromEntries(names), HUB_CONFIG: path });
  expect(config.sources).toHaveLength(6);
});

type Example = { sources: { options: Record<string, unknown>; auth?: Record<string, unknown> }[] };
const changed = (change: (sources: Example['sources']) => void) => {
  const value = parse(example) as Example;
  change(value.sources);
  return value;
};

test.each([
  ['an unknown setting', changed(([source]) => Object.assign(source!, { timeout: 5 }))],
  ['an unknown system', changed(([source]) => Object.assign(source!, { system: 'igates' }))],
  ['a secret among the options', changed(([source]) => Object.assign(source!.options, { clientSecret: 'x' }))],
  ['a secret of signing in', changed((sources) => Object.assign(sources[3]!.auth!, { clientSecret: 'x' }))],
  ['no source', changed((sources) => void sources.splice(0))],
])('editors mark %s', (_, value) => {
  expect(form.safeParse(value).success).toBe(false);
});

test('every setting is described', () => {
  type Node = { description?: string; properties?: Record<string, Node>; items?: Node; oneOf?: Node[]; anyOf?: Node[] };
  const undescribed = (node: Node, at: string): string[] => [
    ...Object.entries(node.properties ?? {}).flatMap(([key, one]) => [
      ...(one.description ? [] : [`${at}.${key}`]),
      ...undescribed(one, `${at}.${key}`),
    ]),
    ...[node.items, ...(node.oneOf ?? []), ...(node.anyOf ?? [])].flatMap((one) => (one ? undescribed(one, at) : [])),
  ];
  expect(undescribed(schema as Node, '')).toEqual([]);
});
