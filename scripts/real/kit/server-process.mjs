import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotThere } from './not-there.mjs';

const stopWithinMs = 5_000;

/**
 * Runs a server's `command` until `url` answers with 2xx. It ends with this process, however this one ends; `stop` ends it, and what it
 * started, by their number.
 */
export async function startProcess(command, args, { url, env = {}, cwd, readyWithinMs = 30_000 }) {
  const server = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    // A group of its own, by whose number all of it ends.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-2_000)));
  let failure = null;
  server.once('error', (error) => (failure = error));
  const over = () => failure !== null || server.exitCode !== null || server.signalCode !== null;
  const ended = new Promise((resolve) => ['exit', 'error'].forEach((event) => server.once(event, resolve)));
  const send = (signal) => over() || killGroup(server.pid, signal);
  const kill = () => send('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    send('SIGTERM');
    await Promise.race([ended, sleep(stopWithinMs, undefined, { ref: false })]);
    kill();
    await ended;
    process.off('exit', kill);
  };
  if (!(await answers(url, { over, readyWithinMs }))) {
    await stop();
    throw new NotThere(`${command} did not start: ${failure?.message ?? said.trim()}`);
  }
  return { stop };
}

async function answers(url, { over, readyWithinMs }) {
  for (const began = performance.now(); !over() && performance.now() - began < readyWithinMs; await sleep(100)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return true;
  }
  return false;
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // It ended by itself in the meantime.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A port of the loopback that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
