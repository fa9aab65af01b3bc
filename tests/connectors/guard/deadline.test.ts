import net, { type AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { deadlineIn } from '../../../connectors/guard/deadline.js';

const busyFor = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

test('a deadline passes when it has passed, though it was set in a long turn of the loop', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  busyFor(200);
  const begun = performance.now();
  const { signal } = deadlineIn(300);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(performance.now() - begun).toBeGreaterThanOrEqual(299);
});

test('what came while the process was busy is read before the deadline passes', async () => {
  const heard: string[] = [];
  const server = net.createServer((socket) => socket.on('data', () => heard.push('data'))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const client = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await new Promise((resolve) => client.on('connect', resolve));
  const deadline = deadlineIn(100);
  const passed = new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
  deadline.signal.addEventListener('abort', () => heard.push('deadline'));
  client.write('x');
  await new Promise((resolve) => setImmediate(resolve));
  busyFor(300);
  await passed;
  expect(heard).toEqual(['data', 'deadline']);
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('a deadline passes at once where there is no time, and with another signal', () => {
  expect(deadlineIn(-5).signal.aborted).toBe(true);
  const other = new AbortController();
  const deadline = deadlineIn(10_000, other.signal);
  other.abort();
  expect(deadline.signal.aborted).toBe(true);
  deadline.end();
});
