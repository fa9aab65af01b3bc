import { mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../../core/log.js';
import { watchContents } from '../../../gateway/supergraph/watch.js';

let folder: string;
let file: string;
let watching: { readonly stop: () => Promise<void> };
let taken: string[];
let next: () => void;
const refused = new Set<string>();
const messages: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  file = join(folder, 'supergraph.graphql');
  taken = [];
  messages.length = 0;
  await writeFile(file, 'one');
});
afterEach(async () => {
  await watching.stop();
  await rm(folder, { recursive: true });
});

const note = (_fields: unknown, message?: string) => void messages.push(String(message));
const watch = () => {
  watching = watchContents(file, {
    known: 'one',
    everyMs: 20,
    log: { ...silentLog, error: note, info: note },
    async take(contents) {
      taken.push(contents);
      next();
      if (refused.has(contents)) throw new Error('No.');
    },
  });
};
async function change(by: () => Promise<unknown>): Promise<void> {
  const handedOn = new Promise<void>((resolve) => (next = resolve));
  await by();
  await handedOn;
}

describe('a file that is watched', () => {
  test('hands on what is written over it, renamed into its place, and pointed at', async () => {
    watch();
    await change(() => writeFile(file, 'two'));
    await writeFile(`${file}.new`, 'three');
    await change(() => rename(`${file}.new`, file));
    await writeFile(join(folder, 'elsewhere'), 'four');
    await change(async () => {
      await unlink(file);
      await symlink(join(folder, 'elsewhere'), file);
    });
    expect(taken).toEqual(['two', 'three', 'four']);
  });

  test('is told of once for each text, and not for the same text anew', async () => {
    watch();
    await change(() => writeFile(file, 'two'));
    await writeFile(file, 'two');
    await change(() => writeFile(file, 'three'));
    expect(taken).toEqual(['two', 'three']);
  });

  test('says loudly what was refused, and goes on', async () => {
    refused.add('bad');
    watch();
    await change(() => writeFile(file, 'bad'));
    await change(() => writeFile(file, 'good'));
    await watching.stop();
    expect(messages).toEqual(['the new supergraph is refused: the one before is served on', 'another supergraph is served']);
  });
});
