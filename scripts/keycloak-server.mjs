// A Keycloak without containers: fetched from Maven Central once, built once, kept outside the tree, run on loopback and in memory.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const version = '26.5.5';
const realmFile = fileURLToPath(new URL('../auth/keycloak/realm.json', import.meta.url));
export const realm = JSON.parse(readFileSync(realmFile, 'utf8'));
/** The client by which the hub asks for the realm's not-before. Its secret is its name, and the hub takes no token of it. */
export const revocationClient = 'hub-revocation';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lien-thong-hub', 'keycloak');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const readyWithinMs = 120_000;

/** What stands in the way, in one line for a person. */
export class NoKeycloak extends Error {}

/** Starts Keycloak with the realm imported and waits until it answers, or `signal` aborts. Its output goes to `<cache>/<name>.log`. */
export async function startKeycloak({ port = 0, admin, adminPassword, name = 'keycloak', signal }) {
  const home = obtain();
  importRealm(home);
  const origin = `http://127.0.0.1:${await freePort(port)}`;
  const logFile = join(cache, `${name}.log`);
  const server = launch(home, origin, logFile, {
    KC_BOOTSTRAP_ADMIN_USERNAME: admin,
    KC_BOOTSTRAP_ADMIN_PASSWORD: adminPassword,
  });
  const issuer = `${origin}/realms/${realm.realm}`;
  if (!(await answers(`${issuer}/.well-known/openid-configuration`, () => server.over() || signal?.aborted))) {
    await server.stop();
    throw new NoKeycloak(`Keycloak did not start on ${origin}: see ${logFile}.`);
  }
  return { origin, issuer, logFile, ended: server.ended, stop: server.stop };
}

/** The server's processes, which end with this one however it ends. */
function launch(home, origin, logFile, administrator) {
  const { port } = new URL(origin);
  const options = ['--optimized', '--import-realm', '--cache=local', '--http-enabled=true', '--http-host=127.0.0.1'];
  const log = openSync(logFile, 'w');
  const server = spawn('sh', [join(home, 'bin/kc.sh'), 'start', ...options, `--http-port=${port}`, `--hostname=${origin}`], {
    // A group of its own: Ctrl-C reaches this process only, which then ends the whole group.
    detached: true,
    stdio: ['ignore', log, log],
    // A server that lives for minutes starts sooner without the optimising compiler.
    env: { ...process.env, ...administrator, JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1' },
  });
  closeSync(log);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const over = () => server.exitCode !== null || server.signalCode !== null;
  const send = (signal) => over() || killGroup(server.pid, signal);
  const kill = () => send('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    send('SIGTERM');
    await Promise.race([ended, sleep(10_000, undefined, { ref: false })]);
    kill();
    await ended;
    process.off('exit', kill);
  };
  return { ended, over, stop };
}

/** The folder of a Keycloak that is unpacked and built: the one in the cache, or a new one there. */
function obtain() {
  const found = /version "(\d+)/.exec(spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr ?? '');
  if (!found || Number(found[1]) < 17)
    throw new NoKeycloak(`Keycloak ${version} needs Java 17 or newer: ${java} is ${found ? found[1] : 'not there'}.`);
  const home = join(cache, `keycloak-${version}`);
  if (existsSync(home)) return home;
  if (spawnSync('mvn', ['-v']).error) throw new NoKeycloak('Keycloak is fetched with Maven, once: mvn is not there.');

  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'partial-'));
  try {
    process.stderr.write(`Fetching Keycloak ${version} (165 MB) …\n`);
    const archive = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
    step(partial, 'mvn', [
      '-B',
      '-q',
      // Asks again for what could not be had the last time.
      '-U',
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack',
      `-Dartifact=${archive}`,
      `-DoutputDirectory=${partial}`,
    ]);
    process.stderr.write('Building it …\n');
    const unpacked = join(partial, `keycloak-${version}`);
    step(partial, 'sh', [join(unpacked, 'bin/kc.sh'), 'build', '--db=dev-mem']);
    // The last step, and atomic: a folder in the cache is always a whole one.
    if (!existsSync(home)) renameSync(unpacked, home);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return home;
}

function step(cwd, command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, JAVA_OPTS_APPEND: '' },
  });
  if (status === 0) return;
  const why =
    stripVTControlCharacters(`${stdout}${stderr}`)
      .split('\n')
      .find((line) => /ERROR/.test(line)) ?? `exit ${status}`;
  throw new NoKeycloak(`Keycloak ${version} cannot be had (${command}): ${why.trim()}`);
}

// Keycloak reads a realm from a file of its name; the rename keeps a second server that is starting from reading half of it.
function importRealm(home) {
  const folder = join(home, 'data/import');
  const partial = join(folder, `${process.pid}.partial`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(realmFile, partial);
  renameSync(partial, join(folder, `${realm.realm}-realm.json`));
}

/** Whether `url` answers, in time and before `over`. */
async function answers(url, over) {
  for (const began = performance.now(); !over() && performance.now() - began < readyWithinMs; await sleep(250)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.ok) return true;
  }
  return false;
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

// Checked beforehand: else a server that stands on the port already would be taken for this one.
function freePort(wanted) {
  if (!(wanted >= 0 && wanted < 65_536)) throw new NoKeycloak('KEYCLOAK_PORT must be a port.');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new NoKeycloak(`Port ${wanted} is taken: set KEYCLOAK_PORT to another.`)));
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
