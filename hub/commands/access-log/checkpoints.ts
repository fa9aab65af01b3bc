import { parseArgs } from 'node:util';
import { canonicalJson } from '../../../gateway/access-log/evidence/canonical.js';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import { logIn, type Env } from './here.js';
import { chooseLog } from './log-name.js';
import { sayAll, type Output } from './output.js';

const options = { log: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

/** Lists the checkpoints that are kept beside a log. */
export async function listCheckpoints(args: string[], env: Env, { out }: Output): Promise<number> {
  const { values } = parseArgs({ args, options });
  const reader = await openReadOnly(logIn(env).place);
  async function* lines(log: string) {
    for await (const { size, root, at, note } of reader.checkpoints(log))
      yield values.json ? canonicalJson({ note }) : `${at} ${log} ${size} records, root ${root}`;
  }
  try {
    await sayAll(out, lines(await chooseLog(reader, values.log)));
    return 0;
  } finally {
    await reader.close();
  }
}
