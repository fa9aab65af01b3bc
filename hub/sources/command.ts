import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../../connectors/freshness/open-store.js';
import { kinds, type Kind } from '../../connectors/freshness/kinds.js';
import { silentLog } from '../../core/log.js';
import type { SourceConfig } from '../../core/sources.js';
import { say, type Output } from '../commands/access-log/output.js';
import { openConfig, type HubConfig } from '../config.js';
import { startSandboxProcess } from '../sandbox-process.js';
import { checkSource } from './check/check.js';
import { tableOf } from './check/table.js';

const usage = `npm run sources -- check [--config FILE] [--json] [id…]
  Tries each source: its address, the credentials, a small read and its mapping, the clock. At most 10 s.
  Exit code 0: all are well. 1: some are not. 2: misused.
npm run sources -- forget [--config FILE] <id> [kind]
  Forgets what is kept of a source, or one kind of it, for every hub at the same Redis (REDIS_URL, HUB_CACHE_KEY).

The file is that of HUB_CONFIG unless named. Without one, check tries the sandbox.`;

const exitCodes = { well: 0, failed: 1, misused: 2 } as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Runs one command about sources; answers the exit code. */
export async function runSources(args: readonly string[], env: Env, output: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { config: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    const config = () => openConfig(values.config === undefined ? env : { ...env, HUB_CONFIG: values.config });
    if (name === 'check') return await check(await config(), rest, values.json, output);
    if (name === 'forget' && rest[0] !== undefined) return await forget(await config(), rest[0], rest[1], output);
    if (name === 'help') return told(output, usage, exitCodes.well);
    return misused(output, usage);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isMisuse = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
    return isMisuse ? misused(output, `${message}\n\n${usage}`) : failed(output, message);
  }
}

function told({ out }: Output, text: string, code: number): number {
  say(out, text);
  return code;
}
function failed({ err }: Output, text: string, code: number = exitCodes.failed): number {
  say(err, text);
  return code;
}
const misused = (output: Output, text: string) => failed(output, text, exitCodes.misused);

async function check(config: HubConfig, ids: readonly string[], json: boolean, output: Output): Promise<number> {
  const sandbox = config.sources ? null : await startSandboxProcess(config.sandbox);
  try {
    const sources: readonly SourceConfig[] = config.sources ?? sandbox!.sources;
    const unknown = ids.filter((id) => !sources.some((source) => source.id === id));
    if (unknown.length > 0) return misused(output, `No source has the id ${unknown.join(', ')}.`);
    const asked = sources.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const all = await Promise.all(asked.map((source) => checkSource(source)));
    const ok = all.every((one) => one.ok);
    return told(output, json ? JSON.stringify({ ok, sources: all }) : tableOf(all), ok ? exitCodes.well : exitCodes.failed);
  } finally {
    await sandbox?.stop();
  }
}

/** The store is not waited for when it is opened: it may take a moment until it can be told. */
const toldWithinMs = 5_000;

async function forget({ cache, sources }: HubConfig, id: string, kind: string | undefined, output: Output): Promise<number> {
  if (kind !== undefined && !isKind(kind)) return misused(output, `Kinds are ${Object.keys(kinds).join(', ')}.`);
  if (sources && !sources.some((source) => source.id === id)) return misused(output, `No source has the id ${id}.`);
  if (cache.redisUrl === undefined)
    return failed(output, 'REDIS_URL is not set: each hub keeps its own. A hub-admin has it forget by the hub’s own mutation.');
  const store = openStore({ ...cache, log: silentLog });
  try {
    const until = Date.now() + toldWithinMs;
    while (
      !(await store.forget({ source: id, kind }).then(
        () => true,
        () => false,
      ))
    ) {
      if (Date.now() > until) return failed(output, 'Redis cannot be told: check REDIS_URL, and whether it runs.');
      await setTimeout(100);
    }
    return told(output, `Forgotten: ${kind ?? 'all that is kept'} of ${id}.`, exitCodes.well);
  } finally {
    await store.close();
  }
}

const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);
