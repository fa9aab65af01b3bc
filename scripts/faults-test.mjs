// npm run test:faults: what the hub does when sources, subgraphs and clients fail, with what each side saw of it in a table at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './faults-table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hub-faults-report-'));
const FAULTS_REPORT = join(folder, 'cases.jsonl');
process.exitCode = await suite();
print(FAULTS_REPORT);
rmSync(folder, { recursive: true });

function suite() {
  const flags = ['--runInBand', '--testMatch', '**/tests/faults/*.faults.ts', ...process.argv.slice(2)];
  const env = { ...process.env, FAULTS_REPORT };
  const jest = spawn(process.execPath, ['scripts/run.mjs', 'test', ...flags], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}
