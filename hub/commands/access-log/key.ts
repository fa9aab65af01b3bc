import { parseArgs } from 'node:util';
import { isLogName } from '../../../gateway/access-log/evidence/chain.js';
import { verifierKey } from '../../../gateway/access-log/evidence/checkpoint.js';
import { logIn, type Env } from './here.js';
import { say, type Output } from './output.js';
import { ownKey } from './trust.js';
import { Misuse } from './usage.js';

/** Prints the public key of the checkpoints, as readers of signed notes take it. */
export async function printKey(args: string[], env: Env, { out }: Output): Promise<number> {
  const { values } = parseArgs({ args, options: { log: { type: 'string' } } });
  const settings = logIn(env);
  const log = values.log ?? settings.name;
  if (!isLogName(log)) throw new Misuse('--log is the name of a log.');
  say(out, verifierKey(log, await ownKey(settings)));
  return 0;
}
