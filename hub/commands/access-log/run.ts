import { listCheckpoints } from './checkpoints.js';
import { exportLog } from './export.js';
import type { Env } from './here.js';
import { printKey } from './key.js';
import { say, type Output } from './output.js';
import { prune } from './prune.js';
import { reconcileLogs } from './reconcile.js';
import { exitCodes, Misuse, usage } from './usage.js';
import { verify } from './verify.js';

/** Each answers its exit code. */
const commands = new Map<string, (args: string[], env: Env, output: Output) => Promise<number>>([
  ['verify', verify],
  ['export', exportLog],
  ['reconcile', reconcileLogs],
  ['prune', prune],
  ['checkpoints', listCheckpoints],
  ['key', printKey],
]);

/** Runs one command; answers the exit code. */
export async function runAccessLog([name = '', ...args]: string[], env: Env, output: Output): Promise<number> {
  try {
    const command = commands.get(name);
    if (command) return await command(args, env, output);
    if (name !== 'help' && name !== '--help')
      throw new Misuse(name === '' ? 'Say what to do.' : `There is no command "${name}".`);
    say(output.out, usage);
    return 0;
  } catch (error) {
    say(output.err, error instanceof Error ? error.message : String(error));
    if (!isMisuse(error)) return exitCodes.failed;
    say(output.err, `\n${usage}`);
    return exitCodes.misused;
  }
}

const isMisuse = (error: unknown) =>
  error instanceof Misuse ||
  (typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'));
