// A PostgreSQL for as long as a test lasts: Debian's binaries, a cluster of its own in a temporary folder, loopback only, fsync on.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const readyWithinMs = 30_000;
const stopWithinMs = 10_000;

/** What stands in the way, in one line for a person. */
export class NoPostgres extends Error {}

/**
 * Starts it and waits until it answers. `folder` is where its data goes: in the system's temporary folder, if none is given. The server's
 * process is at the head of a group of its own, by whose number it is frozen, killed and stopped.
 */
export async function startPostgres({ folder, settings = {} } = {}) {
  const bin = findBinaries();
  const account = unprivileged();
  const home = mkdtempSync(join(folder ?? tmpdir(), 'postgres-'));
  if (account) chownSync(home, account.uid, account.gid);
  const data = join(home, 'data');
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const flags = ['-D', data, '-U', 'hub', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-instructions'];
    const made = spawnSync(join(bin, 'initdb'), flags, { ...account, cwd: home, encoding: 'utf8' });
    if (made.status !== 0) throw new NoPostgres(`initdb failed: ${made.stderr || made.error?.message}`);
    const server = await launch({ bin, account, home, data, settings, port: await freePort() });
    return {
      ...server,
      async stop() {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function launch({ bin, account, home, data, settings, port }) {
  const all = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'on', max_connections: 50, ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = () =>
    spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...account,
      cwd: home,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const answers = () => spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0;
  let running = await up(start, answers);
  return {
    url: `postgres://hub@127.0.0.1:${port}/postgres`,
    data,
    freeze: () => running.signal('SIGSTOP'),
    thaw: () => running.signal('SIGCONT'),
    /** Ends all of it at once, in the middle of whatever it does. */
    crash: () => running.crash(),
    async restart() {
      running = await up(start, answers);
    },
    stop: () => running.stop(),
  };
}

/** The server's processes, which end with this one however it ends. */
async function up(start, answers) {
  const server = start();
  let said = '';
  server.stderr.on('data', (chunk) => (said = `${said}${chunk}`.slice(-2_000)));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const over = () => server.exitCode !== null || server.signalCode !== null;
  const signal = (name) => over() || processesOf(server.pid).forEach((pid) => send(pid, name));
  const kill = () => signal('SIGKILL');
  process.once('exit', kill);
  const crash = async () => {
    kill();
    await ended;
    process.off('exit', kill);
  };
  const stop = async () => {
    signal('SIGCONT');
    // What PostgreSQL calls a fast shutdown.
    server.kill('SIGINT');
    await Promise.race([ended, sleep(stopWithinMs, undefined, { ref: false })]);
    await crash();
  };
  const until = Date.now() + readyWithinMs;
  while (!answers()) {
    if (Date.now() > until || over()) {
      await crash();
      throw new NoPostgres(`PostgreSQL did not start: ${said.trim()}`);
    }
    await sleep(50);
  }
  return { signal, crash, stop };
}

function send(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Each of the server's processes has a session of its own; their parent is the server. */
function processesOf(pid) {
  const children = existsSync('/proc')
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    : spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean);
  return [pid, ...children.map(Number)];
}

function parentOf(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** Debian keeps them out of the path, by version; the newest. */
function findBinaries() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    ...(process.env.PATH ?? '').split(':'),
  ];
  const found = folders.find((folder) => ['postgres', 'initdb', 'pg_isready'].every((name) => existsSync(join(folder, name))));
  if (!found) throw new NoPostgres('There is no PostgreSQL here: apt-get install postgresql, or put its binaries in the path.');
  return found;
}

/** PostgreSQL refuses to run as root: then it runs as the account that Debian made for it, else as nobody. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres', 'nobody'].map((name) => lines.find((each) => each.startsWith(`${name}:`))).find(Boolean);
  if (!line) throw new NoPostgres('PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
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
