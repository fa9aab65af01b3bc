import type { AccessLogReader } from '../../../gateway/access-log/store/store.js';
import { Misuse } from './usage.js';

/** The log that is named, or the only one there is. */
export async function chooseLog(reader: Pick<AccessLogReader, 'logs'>, named: string | undefined): Promise<string> {
  const logs = await reader.logs();
  const [only] = logs;
  if (named === undefined && only !== undefined && logs.length === 1) return only;
  if (named !== undefined && logs.includes(named)) return named;
  throw new Misuse(logs.length === 0 ? 'There is no log yet.' : `Say --log: one of ${logs.join(', ')}.`);
}
