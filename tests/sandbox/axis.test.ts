import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseEdxmlMessage, parseEdxmlStatus } from '../../connectors/edxml.js';
import { createAxisClient, type AxisClient } from '../../connectors/exchange-axis.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { malformationOf } from '../../sandbox/systems/axis/edxml-writer.js';
import { axisSystems } from '../../sandbox/systems/axis/index.js';
import { createWorld } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
const sent = world.documents.filter(({ delivery }) => delivery !== null);
const limits = { source: 'axis-national' };
let system: RunningSystem;
let client: AxisClient;

beforeAll(async () => {
  system = await startSystem(axisSystems(world)[0]!, { latencyMs: 0 });
  client = createAxisClient(SourceConfig.parse(system.source));
});
afterAll(async () => {
  await client.close();
  await system.close();
});

describe('the interchange axis of the sandbox', () => {
  test('lists its agencies under both schemes', async () => {
    const agencies = await client.agencies();
    expect(agencies).toHaveLength(world.agencies.length);
    expect(agencies.find(({ code }) => code === 'H41.17')).toMatchObject({ code102: '000.00.17.H41' });
  });

  test('keeps what was sent and received, and counts it', async () => {
    const items = await client.received('edoc');
    expect(items[0]).toMatchObject({ serviceType: 'eDoc', messageType: 'edoc', status: 'done' });
    expect(await client.countReceived('edoc')).toBe(items.length);
    expect((await client.sent('status')).length).toBe(sent.flatMap(({ delivery }) => delivery!.statuses).length);
  });

  test('holds messages of every malformed kind, and the hub reads them all', async () => {
    const kinds = new Set(sent.map(({ delivery }) => malformationOf(delivery!.messageId)));
    expect(kinds.size).toBe(5);
    for (const document of sent.slice(0, 120)) {
      const { messageId } = document.delivery!;
      const message = parseEdxmlMessage(await client.edoc(messageId), limits);
      expect(message).toMatchObject({ documentId: messageId, subject: document.subject, documentType: document.type });
      expect(message.to).toHaveLength(document.recipientIds.length);
      expect(message.attachments).toHaveLength(document.files.length);
    }
  });

  test('answers for many documents at once', async () => {
    const ids = sent.slice(0, 50).map(({ delivery }) => delivery!.messageId);
    const found = await client.deliveries([...ids, 'unknown']);
    expect(found.map(({ documentId }) => documentId)).toEqual(ids);
    const [first] = found;
    const codes = first!.messages.map((bytes) => parseEdxmlStatus(bytes, limits).statusCode);
    expect(codes).toEqual(sent[0]!.delivery!.statuses.map(({ code }) => code));
  });

  test('refuses a request signed with another secret, and one that is not signed', async () => {
    const config = SourceConfig.parse(system.source);
    const forged = createAxisClient({ ...config, options: { ...config.options, secret: 'guess' } });
    await expect(forged.agencies()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await forged.close();
    const bare = await fetch(`${system.source.url}/getAgenciesList`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await bare.json()).toMatchObject({ status: 'FAIL', ErrorCode: '401' });
  });
});
