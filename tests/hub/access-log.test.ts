import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { openReadOnly } from '../../gateway/access-log/store/open.js';
import { personas } from '../../auth/issuer/personas.js';
import { operation, purposeOf, runHub, variablesOf, type RunningTestHub } from './running-hub.js';

const folder = mkdtempSync(join(tmpdir(), 'hub-access-log-'));
const env = {
  HUB_ACCESS_LOG: join(folder, 'log'),
  HUB_ACCESS_LOG_ANCHORS: `file:${join(folder, 'checkpoints')}`,
  HUB_ACCESS_LOG_NAME: 'test-hub',
  SANDBOX_SCALE: '0.1',
};
let hub: RunningTestHub;
beforeAll(async () => void (hub = await runHub(env)), 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true });
});

/** Every record there is, by the side door that verifiers use while the hub runs. */
async function records(): Promise<AccessRecord[]> {
  const reader = await openReadOnly(env.HUB_ACCESS_LOG);
  const found: AccessRecord[] = [];
  for await (const { text } of reader.entries(env.HUB_ACCESS_LOG_NAME)) found.push(JSON.parse(text) as AccessRecord);
  await reader.close();
  return found;
}
const ask = (persona: string, name: string) => hub.askOperation(persona, name);
const audit = { 'x-purpose': 'AUDIT', 'x-case-reference': '12/KH-TTr' };

describe('a running hub', () => {
  test('has one record for every answer: whatever was asked, refused, broken off', async () => {
    const before = (await records()).length;
    const names = ['CityOverview', 'CitizenFile', 'DossierTrace', 'DossierList', 'ParcelAt'];
    const answers = Object.keys(personas).flatMap((persona) => names.map((name) => ask(persona, name)));
    const post = (body: string, headers: Record<string, string> = {}) =>
      fetch(hub.hub.endpoint, { method: 'POST', body, headers });
    const json = { 'content-type': 'application/json' };
    const refusals = [
      post('{"query":"{ __typename }"}', json),
      post('{', { ...json, authorization: `Bearer ${await hub.tokenOf('ioc')}` }),
      post('x'.repeat(200_000), { ...json, authorization: `Bearer ${await hub.tokenOf('ioc')}` }),
      fetch(hub.hub.endpoint, { headers: { authorization: `Bearer ${await hub.tokenOf('ioc')}` } }),
      hub.ask('clinician', '{ person(personalId: "040199000001") { personalId } }', {}, {}),
      hub.ask('ioc', '{ nothing }'),
    ];
    await Promise.all([...answers, ...refusals]);
    const broken = await Promise.all(Array.from({ length: 5 }, async () => breakOff(await hub.tokenOf('citizen'))));
    const after = await until(records, (found) => found.length >= before + answers.length + refusals.length + broken.length);
    expect(after.length - before).toBe(answers.length + refusals.length + broken.length);
    expect(new Set(after.map(({ request: id }) => id)).size).toBe(after.length);
    const outcomes = new Set(after.map(({ outcome }) => outcome));
    for (const outcome of ['granted', 'partial', 'denied', 'invalid', 'limited', 'aborted']) expect(outcomes).toContain(outcome);
  }, 60_000);

  test('writes down nobody’s data: no value of the sandbox stands in a record', async () => {
    const text = JSON.stringify(await records());
    expect(text).not.toMatch(/040199000001|Nguyễn|Minh Hạnh|"I10"|\b0912\d{6}|Bearer|eyJ\w{9}/);
    expect(text).toContain('HealthPatient.fullName');
  });

  test('names the same person by the same hash, from whatever domain they were told of', async () => {
    await ask('citizen', 'CitizenFile');
    const own = (await records()).at(-1)!;
    expect(own.subjects).toHaveLength(1);
    const { data } = await ask('officer', 'DossierTrace');
    expect(data).toMatchObject({ dossier: { applicant: { fullName: 'Nguyễn Thị Minh Hạnh' } } });
    expect((await records()).at(-1)!.subjects).toEqual(own.subjects);
  });

  test('lets a citizen read who read their data, and never the official’s name', async () => {
    await ask('officer', 'DossierTrace');
    const { data, text, errors } = await ask('citizen', 'MyAccessLog');
    expect(errors).toEqual([]);
    const { nodes } = (data as { myAccessLog: { nodes: { agency: unknown; purpose: unknown }[] } }).myAccessLog;
    expect(nodes.length).toBeGreaterThan(1);
    expect(text).toContain('H41.17');
    expect(text).not.toMatch(/officer|hub-console/);
  });

  test('lets an auditor read who read what, and writes that down too, with whom it was about', async () => {
    const subject = (await records()).find(({ actor, subjects }) => actor?.roles[0] === 'citizen' && subjects.length === 1)!
      .subjects[0];
    const { data, errors } = await hub.ask('auditor', operation('AccessRecords'), variablesOf('AccessRecords'), audit);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain('CitizenFile');
    const named = await hub.ask(
      'auditor',
      '{ accessRecords(filter: { subject: "040199000001" }, first: 5) { nodes { operation subjectCount purpose { code } } } }',
      {},
      audit,
    );
    expect(named.errors).toEqual([]);
    expect((await records()).at(-1)).toMatchObject({
      actor: { roles: ['auditor'] },
      purpose: { code: 'AUDIT', case: '12/KH-TTr' },
      subjects: [subject],
    });
  });

  test('says how far its log is sealed and read back', async () => {
    const { data } = await hub.ask('admin', '{ accessLogIntegrity { log entries notYetSealed verifiedUpTo anchoring } }');
    expect(data).toMatchObject({ accessLogIntegrity: [{ log: 'test-hub', anchoring: 'ANCHORED', entries: expect.any(Number) }] });
  });
});

/** Sends a question and goes away before the answer comes. */
function breakOff(token: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...purposeOf('citizen') };
    const client = request(hub.hub.endpoint, { method: 'POST', headers });
    client.on('error', () => resolve());
    client.on('socket', (socket) => socket.setNoDelay(true));
    // What is kept is answered before anybody can leave.
    const query = operation('CitizenFile').replace(')', ') @freshness(maxAgeSeconds: 0)');
    client.end(JSON.stringify({ query, variables: variablesOf('CitizenFile') }), () =>
      setTimeout(() => {
        client.destroy();
        resolve();
      }, 30),
    );
  });
}

async function until<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const value = await read();
    if (done(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read();
}
