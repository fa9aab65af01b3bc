// npm run test:keycloak: one suite of claims and access, against the embedded issuer and a real Keycloak that lives as long as the suite.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { NoKeycloak, startKeycloak } from './keycloak-server.mjs';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());
const adminPassword = randomUUID();
try {
  const keycloak = await startKeycloak({ admin: 'admin', adminPassword, name: 'keycloak-test', signal: stopping.signal });
  try {
    process.exitCode = await suite({ ...process.env, KEYCLOAK_ORIGIN: keycloak.origin, KEYCLOAK_ADMIN_PASSWORD: adminPassword });
  } finally {
    await keycloak.stop();
  }
} catch (error) {
  console.error(error instanceof NoKeycloak ? error.message : error);
  process.exitCode = 1;
}

// One file after the other: they share the realm, and one of them changes its keys.
function suite(env) {
  const flags = ['--runInBand', '--testMatch', '**/tests/keycloak/*.keycloak.ts', ...process.argv.slice(2)];
  const jest = spawn(process.execPath, ['scripts/run.mjs', 'test', ...flags], { env, stdio: 'inherit' });
  stopping.signal.addEventListener('abort', () => jest.kill('SIGTERM'));
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}
