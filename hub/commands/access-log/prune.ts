import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Reason } from '../../../core/errors.js';
import { openStore } from '../../../gateway/access-log/store/open.js';
import { isPostgres } from '../../../gateway/access-log/store/place.js';
import { logIn, type Env } from './here.js';
import { say, type Output } from './output.js';
import { readCount } from './limits.js';

/** Drops the months older than the retention; says which left, and which must stay and why. */
export async function prune(args: string[], env: Env, { out }: Output): Promise<number> {
  const { values } = parseArgs({ args, options: { 'keep-months': { type: 'string', default: '12' } } });
  const keepMonths = readCount('keep-months', values['keep-months']);
  const { place } = logIn(env);
  // Where there is no log, none is made.
  if (!isPostgres(place) && !(await stat(join(place, 'pglite')).catch(() => null)))
    throw new Reason('There is no access log in this folder.');
  const store = openStore(place);
  try {
    const { dropped, kept } = await store.prune({ now: new Date(), keepMonths });
    for (const month of dropped) say(out, `${month.slice(0, 7)} has left`);
    for (const { month, reason } of kept) say(out, `${month.slice(0, 7)} stays: ${reason}`);
    if (dropped.length + kept.length === 0) say(out, `nothing is older than ${keepMonths} months`);
    return 0;
  } finally {
    await store.close();
  }
}
