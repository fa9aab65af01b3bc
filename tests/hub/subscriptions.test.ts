import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { overEventStream, overWebSocket } from '../gateway/subscriptions/clients.js';
import { purposeOf, runHub, type RunningTestHub } from './running-hub.js';

// The hub asks its sources every few seconds what has changed.
jest.setTimeout(60_000);

let hub: RunningTestHub;
beforeAll(
  async () => void (hub = await runHub({ HUB_ENGINE: 'compiled', SANDBOX_SCALE: '0.1', SANDBOX_MOVES_EVERY_MS: '0' })),
  60_000,
);
afterAll(() => hub.stop());

const query = `subscription ($dossier: ID) {
  dossierChanged(dossier: $dossier) { at dossier { code steps { note } agency { name } documents(first: 1) { totalCount } } } }`;
const noted = `mutation ($input: NoteDossierProgressInput!, $key: ID!) {
  noteDossierProgress(input: $input, idempotencyKey: $key) { dossier { code } } }`;

test('a change in the system of record is told to its subscribers, joined over the domains, through both doors', async () => {
  const headers = { authorization: `Bearer ${await hub.tokenOf('officer')}`, ...purposeOf('officer') };
  const asked = { query, variables: { dossier: wellKnown.dossierCode } };
  const readers = [overWebSocket(hub.hub.endpoint, headers, asked), overEventStream(hub.hub.endpoint, headers, asked)];
  const stranger = overWebSocket(hub.hub.endpoint, { authorization: `Bearer ${await hub.tokenOf('officer')}x` }, asked);
  expect(await stranger.end).toBe(4401);
  let number = 0;
  const note = () =>
    hub.ask('officer', noted, {
      input: { dossier: wellKnown.dossierCode, step: 'Xác minh', note: `Đã xác minh ${++number}` },
      key: randomUUID(),
    });
  // A change counts from the moment both listen, which only an event shows.
  const happening = setInterval(() => void note(), 500);
  const told = await Promise.all(readers.map((reader) => reader.next())).finally(() => clearInterval(happening));
  for (const { data, errors } of told) {
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      dossierChanged: { dossier: { code: wellKnown.dossierCode, agency: { name: expect.any(String) } } },
    });
    expect(JSON.stringify(data)).toContain('Đã xác minh');
  }
  await Promise.all(readers.map((reader) => reader.leave()));
});
