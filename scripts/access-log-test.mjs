// npm run test:access-log: the access log's suite against a real PostgreSQL, and what becomes of the log when either store is killed,
// frozen, full or read-only.
import { spawn } from 'node:child_process';
import { NoPostgres, startPostgres } from './postgres.mjs';

if (process.platform !== 'linux' || process.getuid() !== 0) {
  console.error('The suite fills disks: it mounts small ones, and so needs Linux and root. Run the rest with npm test.');
  process.exit(1);
}
try {
  // Before the suite says so once for each file.
  await (await startPostgres()).stop();
  process.exitCode = await suite();
} catch (error) {
  console.error(error instanceof NoPostgres ? error.message : error);
  process.exitCode = 1;
}

function suite() {
  const flags = ['--runInBand', '--testMatch', '**/tests/access-log/**/*.{postgres,faults}.ts', ...process.argv.slice(2)];
  const jest = spawn(process.execPath, ['scripts/run.mjs', 'test', ...flags], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}
