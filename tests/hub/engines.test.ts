import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runHub, type Answer, type RunningTestHub } from './running-hub.js';

const names = readdirSync(new URL('../operations', import.meta.url))
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.replace('.graphql', ''));
const personas = ['ioc', 'officer', 'clinician', 'citizen', 'auditor'];

let stock: RunningTestHub;
let own: RunningTestHub;
beforeAll(async () => {
  stock = await runHub({ HUB_ENGINE: 'apollo' });
  // Over the same sources.
  own = await runHub({ HUB_ENGINE: 'compiled' }, stock.hub.sources);
}, 30_000);
afterAll(async () => {
  await own.stop();
  await stock.stop();
});

/** What differs from one request, or from one hub, to the next: when it was fetched, and how fast, and pseudonyms. */
const moving = /"(fetchedAt|asOf|ageSeconds|ms)":("[^"]*"|\d+)|"p-[\w-]{22}"/g;
const comparable = ({ status, data, errors, extensions }: Answer) => ({
  status,
  text: JSON.stringify([data, extensions]).replaceAll(moving, ''),
  errors: errors
    .map(({ path, message, extensions: { code, source } }) => `${path?.join('.')} ${message} ${code} ${String(source)}`)
    .toSorted(),
});

describe('a hub over either engine', () => {
  const cases = names.flatMap((name) => personas.map((persona) => ({ name, persona })));
  test.each(cases)('answers $name the same to $persona', async ({ name, persona }) => {
    const [a, b] = await Promise.all([stock.askOperation(persona, name), own.askOperation(persona, name)]);
    expect(comparable(b)).toEqual(comparable(a));
  });
});
