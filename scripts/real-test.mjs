// npm run test:real [-- --only mapserver,features]: the connectors against servers that others wrote. Each server is a file of
// scripts/real, started before its suites, tests/real/<server>*.real.ts, and stopped after them.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { NotThere } from './real/kit/not-there.mjs';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());
const running = [];
try {
  const { wanted, flags } = readArguments(process.argv.slice(2));
  const env = {};
  for (const name of wanted) {
    const began = performance.now();
    const { start } = await import(`./real/${name}.mjs`);
    const server = await start();
    running.push(server);
    Object.assign(env, server.env);
    console.error(`${name}: started in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    stopping.signal.throwIfAborted();
  }
  process.exitCode = await suites(wanted, flags, env);
} catch (error) {
  console.error(error instanceof NotThere ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const server of running.toReversed()) await server.stop();
}

function readArguments(args) {
  const servers = readdirSync(new URL('real/', import.meta.url))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4));
  const at = args.indexOf('--only');
  if (at < 0) return { wanted: servers, flags: args };
  const wanted = args[at + 1]?.split(',') ?? [];
  const unknown = wanted.filter((name) => !servers.includes(name));
  if (wanted.length === 0 || unknown.length > 0) throw new NotThere(`--only takes servers of: ${servers.join(', ')}.`);
  return { wanted, flags: args.toSpliced(at, 2) };
}

// One file after the other: suites load data into servers they share. A server that starts anew for each request takes its time.
function suites(wanted, flags, env) {
  const matches = wanted.flatMap((name) => ['--testMatch', `**/tests/real/${name}*.real.ts`]);
  const jest = spawn(
    process.execPath,
    ['scripts/run.mjs', 'test', '--runInBand', '--testTimeout', '60000', ...matches, ...flags],
    {
      env: { ...process.env, ...env },
      stdio: 'inherit',
    },
  );
  stopping.signal.addEventListener('abort', () => jest.kill('SIGTERM'));
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}
