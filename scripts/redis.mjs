// A Redis for as long as a test lasts: Debian's binary, a folder of its own, loopback only.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const readyWithinMs = 10_000;

/** What stands in the way, in one line for a person. */
export class NoRedis extends Error {}

/** Starts it and waits until it answers. `settings` are its own, such as `maxmemory`; `port` for one that comes back. */
export async function startRedis({ settings = {}, port } = {}) {
  if (spawnSync('redis-server', ['--version']).status !== 0)
    throw new NoRedis('There is no redis-server. Debian has it: apt-get install --no-install-recommends redis-server.');
  const home = mkdtempSync(join(tmpdir(), 'redis-'));
  const at = port ?? (await freePort());
  const all = { bind: '127.0.0.1', port: at, save: '', appendonly: 'no', dir: home, ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)]);
  let server = await launch(flags, at);
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  const end = () => ended(server, 'SIGKILL');
  return {
    url: `redis://127.0.0.1:${at}`,
    port: at,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    /** Ends it in the middle of whatever it does; what it kept is lost. */
    kill: end,
    async restart() {
      await end();
      server = await launch(flags, at);
    },
    async stop() {
      await end();
      process.removeListener('exit', kill);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function launch(flags, port) {
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-2_000)));
  const giveUpAt = Date.now() + readyWithinMs;
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new NoRedis(`redis-server ended: ${said}`);
    if (Date.now() > giveUpAt) {
      await ended(server, 'SIGKILL');
      throw new NoRedis(`redis-server did not answer within ${readyWithinMs} ms: ${said}`);
    }
    await sleep(20);
  }
  return server;
}

function ended(server, signal) {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill(signal);
  });
}

/** Whether it says anything: PONG, or that it wants a password. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(500, () => done(false));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
