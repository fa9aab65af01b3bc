import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { silentLog } from '../../../core/log.js';
import { smallFederation } from '../small-federation.js';

// Each run starts and ends a gateway.
jest.setTimeout(30_000);

const things = {
  sdl: `type Query { thing(id: ID, first: Int, open: Boolean): Thing } type Thing @key(fields: "id") { id: ID! name: String }`,
  resolvers: { Query: { thing: () => ({ id: '1', name: 'A thing' }) } },
};

describe('the operations most asked for', () => {
  let folder: string;
  let file: string;
  const warnings: string[] = [];
  const log = { ...silentLog, warn: ((_fields: unknown, message: string) => void warnings.push(message)) as never };
  const run = async (queries: readonly string[]) => {
    const hub = await smallFederation({ things }, { engine: 'compiled', operationMemory: file, log });
    for (const query of queries) expect((await hub.ask(query, 'ioc', { id: '1' })).errors).toBeUndefined();
    await hub.close();
  };
  const kept = async () => (JSON.parse(await readFile(file, 'utf8')) as { operations: string[] }).operations;
  const short = async () => (await kept()).map((text) => text.replace(/\s+/g, ' '));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'memory-'));
    file = join(folder, 'kept', 'operations.json');
    warnings.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('are kept from run to run, the most frequent first, for their owner’s eyes only', async () => {
    await run(['{ thing { id } }', '{ thing { name } }', '{ thing { name } }']);
    expect(await short()).toEqual(['{ thing { name } }', '{ thing { id } }']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await run(['{ thing { id name } }']);
    expect(await short()).toEqual(['{ thing { id name } }', '{ thing { name } }', '{ thing { id } }']);
  });

  test('are kept without a value of anybody’s: those with literals, comments and telling names are not kept', async () => {
    await run([
      '{ thing(id: "040199000001") { name } }',
      '{ thing(id: 40199000001) { name } }',
      '{ thing(first: 7) { name } }',
      'query ($id: ID = "040199000001") { thing(id: $id) { name } }',
      '{ thing { of040199000001: name } }',
      '# 040199000001\nquery A($id: ID) { thing(id: $id, open: true) { name } }',
    ]);
    expect(await short()).toEqual(['query A($id: ID) { thing(id: $id, open: true) { name } }']);
  });

  test.each([
    ['not JSON', '{'],
    ['another format', '{"version":2}'],
    ['what nobody can ask', '{"version":1,"operations":["{ nothing }","{{"]}'],
  ])('do no harm where the file holds %s', async (_name, text) => {
    await run(['{ thing { id } }']);
    await writeFile(file, text);
    await run(['{ thing { name } }']);
    expect((await short())[0]).toEqual('{ thing { name } }');
    expect(warnings.length).toBe(text.includes('"version":1') ? 0 : 1);
  });
});
