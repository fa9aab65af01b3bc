// Every command of the project starts here: it needs nothing but Node, installs what is missing, then runs the command.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...args] = process.argv.slice(2);
const commands = {
  start: '../hub/main.ts',
  token: '../hub/commands/token.ts',
  schema: '../hub/commands/schema.ts',
  subgraph: '../hub/commands/subgraph.ts',
  compose: '../hub/commands/compose.ts',
  'access-log': '../hub/commands/access-log.ts',
  sources: '../hub/commands/sources.ts',
  gateway: '../gateway/main.ts',
  bench: '../bench/gateways/main.ts',
  'bench:operations': '../bench/operations.ts',
  'bench:soak': '../bench/engine-soak.ts',
  'bench:stall': '../bench/engine-stall.ts',
  'bench:faults-soak': '../bench/faults-soak.ts',
  'bench:memory': '../bench/engine-memory.ts',
  'bench:auth': '../bench/auth.ts',
  'bench:access-log': '../bench/access-log.ts',
  'bench:rights': '../bench/rights.ts',
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Liên Thông Hub needs Node 20.19 or newer; this is ${process.version}.`);
process.chdir(root);
install();

if (command === 'test') {
  const flags = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...args];
  const jest = spawn(process.execPath, flags, { stdio: 'inherit' });
  // Jest decides for itself what to do on Ctrl-C; this process only waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  jest.on('exit', (code) => process.exit(code ?? 1));
} else if (command in commands) {
  process.argv.splice(1, 2, fileURLToPath(new URL(commands[command], import.meta.url)));
  const { register } = await import('tsx/esm/api');
  register();
  await import(commands[command]);
} else {
  fail(`Unknown command "${command}": one of test, ${Object.keys(commands).join(', ')}.`);
}

/** Runs `npm ci` when there are no dependencies, or older ones than the lockfile names. Its output goes to stderr: stdout is the command's. */
function install() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  process.stderr.write('Installing dependencies (npm ci): about a minute on a new machine …\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) fail('npm ci failed: see above. The npm registry must be reachable once.');
  process.stderr.write('Installed.\n');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
