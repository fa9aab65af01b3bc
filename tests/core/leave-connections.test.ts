import { Agent, get } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { leaveConnections } from '../../core/leave-connections.js';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function listening(): Promise<{ readonly app: FastifyInstance; readonly port: number; readonly asked: Promise<void> }> {
  const app = Fastify();
  leaveConnections(app);
  const asked = new Promise<void>((resolve) => {
    app.get('/slow', async () => {
      resolve();
      await pause(300);
      return 'whole';
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => app.close());
  return { app, port: (app.server.address() as AddressInfo).port, asked };
}

test('a server that closes gives the answers it owes, and waits for no client that keeps its connection', async () => {
  const { app, port, asked } = await listening();
  const agent = new Agent({ keepAlive: true });
  ends.push(() => agent.destroy());
  const answer = new Promise<string>((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/slow', agent }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString())).on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
  await asked;
  const begun = performance.now();
  await app.close();
  expect(await answer).toBe('whole');
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test('nor for one that never asked', async () => {
  const { app, port } = await listening();
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  ends.push(() => socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  await pause(50);
  const begun = performance.now();
  await app.close();
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test('one that never listened closes, too', async () => {
  const app = Fastify();
  leaveConnections(app);
  await app.ready();
  await app.close();
});
