import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { reconcile, type Reconciliation } from '../../../gateway/access-log/evidence/reconcile.js';
import type { Env } from './here.js';
import { readCount } from './limits.js';
import { say, type Output } from './output.js';
import { openSide } from './side.js';
import { exitCodes, Misuse } from './usage.js';

const options = {
  source: { type: 'string' },
  client: { type: 'string' },
  window: { type: 'string', default: '10' },
  json: { type: 'boolean', default: false },
} as const;

/** Lists what only one of two hubs recorded. */
export async function reconcileLogs(args: string[], _env: Env, { out, err }: Output): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [asking, asked, ...more] = positionals;
  const { source, client, json } = values;
  if (asking === undefined || asked === undefined || more.length > 0)
    throw new Misuse('Say two logs: that of the hub that asked, and that of the hub that was asked.');
  if (source === undefined)
    throw new Misuse('Say what the hub that was asked is called among the sources of the other: --source NAME.');
  const windowMs = readCount('window', values.window) * 60_000;
  const calling = await openSide(asking);
  try {
    const called = await openSide(asked);
    try {
      const count = await list({ calling: calling.records, called: called.records, source, client, windowMs }, json, out);
      say(err, count === 0 ? 'Both hubs recorded the same questions.' : `${count} questions were recorded by one hub only.`);
      return count === 0 ? 0 : exitCodes.oneSided;
    } finally {
      await called.close();
    }
  } finally {
    await calling.close();
  }
}

async function list(reconciliation: Reconciliation, json: boolean, out: Writable): Promise<number> {
  let count = 0;
  for await (const { only, request, at } of reconcile(reconciliation)) {
    count += 1;
    const hub = only === 'calling' ? 'the hub that asked' : 'the hub that was asked';
    say(out, json ? JSON.stringify({ only, request, at }) : `${request} of ${at}: recorded only by ${hub}`);
  }
  return count;
}
