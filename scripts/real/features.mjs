// OGC API Features: pg_featureserv of Crunchy Data before Debian's PostgreSQL. The suites create the extension postgis and the tables.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoPostgres, startPostgres } from '../postgres.mjs';
import { cache } from './kit/cache.mjs';
import { needDebian } from './kit/debian.mjs';
import { NotThere } from './kit/not-there.mjs';
import { freePort, startProcess } from './kit/server-process.mjs';

const source = 'github.com/CrunchyData/pg_featureserv';
const version = 'v1.3.1';

export async function start() {
  needPostgis();
  const command = build();
  const postgres = await startPostgres().catch((error) => {
    throw error instanceof NoPostgres ? new NotThere(error.message) : error;
  });
  const home = mkdtempSync(join(tmpdir(), 'features-'));
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startProcess(command, [], {
      // It would take a configuration that stands where it is started.
      cwd: home,
      url: `${url}/conformance.json`,
      env: {
        DATABASE_URL: postgres.url,
        PGFS_SERVER_HTTPHOST: '127.0.0.1',
        PGFS_SERVER_HTTPPORT: String(port),
        PGFS_SERVER_URLBASE: url,
      },
    });
    return {
      env: { FEATURES_URL: url, FEATURES_DATABASE: postgres.url },
      async stop() {
        await server.stop();
        await postgres.stop();
        rmSync(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** PostGIS for the newest PostgreSQL that is here, which is the one that starts; for Debian's own where there is none. */
function needPostgis() {
  const debian = '/usr/lib/postgresql';
  const newest = () => (existsSync(debian) ? Math.max(0, ...readdirSync(debian).map(Number)) : 0);
  needDebian(
    newest() ? [`postgresql-${newest()}-postgis-3`] : ['postgresql', 'postgis', 'postgresql-postgis'],
    () => newest() > 0 && existsSync(`/usr/share/postgresql/${newest()}/extension/postgis.control`),
  );
}

/** The program: the one in the cache, or built there. A module of exact versions, so that no list of versions is asked for. */
function build() {
  const program = join(cache, `pg_featureserv-${version}`);
  if (existsSync(program)) return program;
  needDebian(['golang-go'], () => !spawnSync('go', ['version']).error);
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'partial-'));
  try {
    console.error(`Building ${source} ${version} …`);
    writeFileSync(join(folder, 'go.mod'), `module build\n\ngo 1.18\n\nrequire ${source} ${version}\n`);
    const { status, stdout, stderr, error } = spawnSync('go', ['build', '-mod=mod', '-o', 'program', source], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new NotThere(`${source} ${version} cannot be built: ${error?.message ?? `${stdout}${stderr}`.trim()}`);
    // The last step, and atomic: a program in the cache is always a whole one.
    renameSync(join(folder, 'program'), program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return program;
}
