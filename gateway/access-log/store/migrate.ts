import { readFileSync } from 'node:fs';
import { StoreFailure, type Database } from './database.js';

/** Forward only: a migration that has been released is never edited, a new one follows it. */
const names = ['0001-access-log'];

/** Brings the tables to this hub's version. Rejects where they are of a newer one. */
export async function migrate(database: Database): Promise<void> {
  const done = await versionOf(database);
  if (done > names.length)
    throw new StoreFailure(`The access log is of a newer hub: version ${done}, and this one knows ${names.length}.`);
  if (done === names.length) return;
  const steps = names.slice(done).map((name, index) => {
    const sql = readFileSync(new URL(`migrations/${name}.sql`, import.meta.url), 'utf8');
    return stepOf(done + index + 1, name, sql);
  });
  for (const step of steps) await database.script(step);
}

/** Number of migrations that have been made; 0 where there is no access log. */
export async function versionOf(database: Pick<Database, 'read'>): Promise<number> {
  const [there] = await database.read(`select to_regclass('access_log.migrations') is not null as there`);
  if (there?.['there'] !== true) return 0;
  const [row] = await database.read('select max(version) as version from access_log.migrations');
  return Number(row?.['version'] ?? 0);
}

// Hubs that start at once take turns, and the second finds the work done.
const stepOf = (version: number, name: string, sql: string) => `
select pg_advisory_xact_lock(hashtextextended('access_log.migrations', 0));
create schema if not exists access_log;
create table if not exists access_log.migrations (version integer primary key, name text not null, made_at timestamptz not null default now());
do $once$ begin
  if exists (select from access_log.migrations where version = ${version}) then return; end if;
  execute $migration$${sql}$migration$;
  insert into access_log.migrations (version, name) values (${version}, '${name}');
end $once$;`;
