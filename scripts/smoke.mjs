// npm start, as a stranger meets it: a fresh clone of what is committed, one command, one question, Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const clone = mkdtempSync(join(tmpdir(), 'lien-thong-hub-'));
const port = await freePort();
const env = { ...process.env, HUB_PORT: String(port) };
let hub;
let passed = 0;
try {
  run('git', ['clone', '--quiet', root, clone]);
  // What npm ci would fetch is what stands in the checkout already; SMOKE_INSTALL=1 fetches it anew.
  if (existsSync(join(root, 'node_modules')) && !process.env.SMOKE_INSTALL)
    cpSync(join(root, 'node_modules'), join(clone, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: false,
    });

  hub = spawn('npm', ['start', '--', '--json'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const began = performance.now();
  const ready = JSON.parse(await lineThat(hub.stdout, (line) => line.startsWith('{')));
  check(
    `npm start is ready (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    ready.endpoint === `http://127.0.0.1:${port}/graphql`,
  );
  check(
    'it names its sandbox',
    ready.sandbox.length >= 10 &&
      ready.sandbox.every(({ id, system, jurisdictions, url }) => id && system && jurisdictions.length && url),
  );
  check('the explorer is there', /<title>/.test(await (await fetch(ready.explorer)).text()));
  check('it says it is ready', (await fetch(new URL('/health/ready', ready.explorer))).status === 200);
  check('without a token it answers 401', (await fetch(ready.endpoint, { method: 'POST', body: '{}' })).status === 401);

  const token = run('npm', ['run', '-s', 'token', '--', 'ioc'], { cwd: clone, env }).trim();
  const query = readFileSync(join(clone, 'tests/operations/CityOverview.graphql'), 'utf8');
  const variables = JSON.parse(readFileSync(join(clone, 'tests/operations/CityOverview.variables.json'), 'utf8'));
  const answer = await fetch(ready.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  check('the operations centre has its overview', !errors && data.jurisdiction.slug === variables.jurisdiction);

  const second = spawnSync('npm', ['start'], { cwd: clone, env, encoding: 'utf8' });
  check(
    'a taken port is one line that names the variable',
    second.status !== 0 && /^Port \d+ is taken: set HUB_PORT/m.test(second.stderr),
  );

  process.kill(-hub.pid, 'SIGINT');
  await new Promise((resolve) => hub.once('exit', resolve));
  const left = await Promise.all(
    [ready.endpoint, ...ready.sandbox.map(({ url }) => url)].map((url) =>
      fetch(url).then(
        () => url,
        () => null,
      ),
    ),
  );
  check(
    'Ctrl-C leaves nothing behind',
    left.every((url) => url === null),
  );
  hub = undefined;
  console.log(`${passed} passed, 0 failed`);
} finally {
  if (hub) process.kill(-hub.pid, 'SIGKILL');
  rmSync(clone, { recursive: true, force: true });
}

function check(what, holds) {
  if (!holds) throw new Error(`smoke test: not so: ${what}`);
  passed++;
  console.log(`ok ${what}`);
}

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

function lineThat(stream, wanted) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += chunk;
      const line = text.split('\n').slice(0, -1).find(wanted);
      if (line) resolve(line);
    });
    stream.on('end', () => reject(new Error('npm start ended before it was ready')));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
