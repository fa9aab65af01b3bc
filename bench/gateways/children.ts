import { fork, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const running = new Set<ChildProcess>();

/** Starts a process that ends with this one. */
export function start([command, ...args]: readonly string[], options: SpawnOptions): ChildProcess {
  return watched(spawn(command!, args, options));
}

/** Starts a file of this folder, and gives the first message it sends. */
export async function startFile<Message>(file: string, args: readonly string[] = []): Promise<readonly [ChildProcess, Message]> {
  const child = watched(fork(fileURLToPath(new URL(file, import.meta.url)), [...args], { execArgv: ['--import', 'tsx'] }));
  const message = await new Promise<Message>((resolve, reject) => {
    child.once('message', (sent: Message) => resolve(sent));
    child.once('exit', (code) => reject(new Error(`${file} ended before it was ready (exit ${code}).`)));
  });
  return [child, message];
}

/** Ends a process; one that does not go by itself within five seconds is killed. */
export async function stop(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(killing);
}

/** A port of loopback that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function watched(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

const endAll = () => {
  for (const child of running) child.kill('SIGKILL');
};
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
