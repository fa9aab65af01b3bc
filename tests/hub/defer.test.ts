import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { accept } from '../gateway/defer/library.js';
import { allParts, merged, type Part } from '../gateway/defer/multipart.js';
import { withRandomDefer } from '../gateway/defer/random-defer.js';
import { errorsIn } from '../gateway/defer/random.kit.js';
import { purposeOf, runHub, type RunningTestHub } from './running-hub.js';

jest.setTimeout(120_000);

let hub: RunningTestHub;
beforeAll(async () => void (hub = await runHub({ HUB_ENGINE: 'compiled', SANDBOX_SCALE: '0.1' })), 60_000);
afterAll(() => hub.stop());

const folder = new URL('../operations/', import.meta.url);
const operations = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql') && !/Access/.test(name))
  .map((name) => name.replace('.graphql', ''));
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

async function ask(persona: string, payload: object, accepts: string): Promise<Part[]> {
  const response = await fetch(hub.hub.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: accepts,
      authorization: `Bearer ${await hub.tokenOf(persona)}`,
      ...purposeOf(persona),
    },
    body: JSON.stringify(payload),
  });
  const body = await response.text();
  return response.headers.get('content-type')?.startsWith('multipart') ? allParts(body) : [JSON.parse(body) as Part];
}

test.each(operations)('%s is answered in parts as it is whole, to whoever asks', async (name) => {
  const variables = JSON.parse(textOf(`${name}.variables.json`)) as object;
  let inParts = 0;
  for (const [seed, persona] of ['officer', 'citizen', 'auditor', 'clinician', 'ioc'].entries()) {
    const query = withRandomDefer(textOf(`${name}.graphql`), seed + 1);
    const [whole] = await ask(persona, { query, variables }, 'application/json');
    const parts = await ask(persona, { query, variables }, accept);
    if (parts.length > 1) inParts++;
    expect(timeless(merged(parts))).toEqual(timeless(whole!.data));
    expect(errorsIn(parts).toSorted()).toEqual(errorsIn([whole!]).toSorted());
  }
  expect(inParts).toBeGreaterThan(0);
});

/** Without when each was read. */
const timeless = (data: unknown): unknown =>
  data && JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'fetchedAt' ? 'then' : value)));
