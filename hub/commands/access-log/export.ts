import { parseArgs } from 'node:util';
import { readPlace } from '../../../gateway/access-log/evidence/place.js';
import { isAfter, isBefore, type Range } from '../../../gateway/access-log/evidence/range.js';
import { auditEventOf } from '../../../gateway/access-log/export/audit-event.js';
import type { AccessRecord, Entry } from '../../../gateway/access-log/record.js';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import type { AccessLogReader } from '../../../gateway/access-log/store/store.js';
import { logIn, type Env } from './here.js';
import { readLimit } from './limits.js';
import { chooseLog } from './log-name.js';
import { say, sayAll, type Output } from './output.js';
import { Misuse } from './usage.js';

const text = { type: 'string' } as const;
const options = { log: text, from: text, to: text, format: { type: 'string', default: 'jsonl' } } as const;

const formats: Readonly<Record<string, (entry: Entry) => string>> = {
  jsonl: (entry) => entry.text,
  fhir: (entry) => JSON.stringify(auditEventOf(JSON.parse(entry.text) as AccessRecord, entry)),
};

/** Numbers of the first and the last record; 0 where there are none. */
interface Ends {
  first: number;
  last: number;
}

/** Writes the records of one log to standard output, a line each; to standard error, which they are. */
export async function exportLog(args: string[], env: Env, { out, err }: Output): Promise<number> {
  const { values } = parseArgs({ args, options });
  const range = { from: readLimit('from', values.from), to: readLimit('to', values.to) };
  const format = formats[values.format];
  if (!format) throw new Misuse(`--format is one of ${Object.keys(formats).join(', ')}.`);
  const reader = await openReadOnly(logIn(env).place);
  try {
    const log = await chooseLog(reader, values.log);
    const ends: Ends = { first: 0, last: 0 };
    const isRead = await sayAll(out, linesOf(entriesIn(reader, log, range), format, ends));
    if (isRead) for (const line of summaryOf(log, ends, values.format)) say(err, line);
    return 0;
  } finally {
    await reader.close();
  }
}

function summaryOf(log: string, { first, last }: Ends, format: string): readonly string[] {
  if (first === 0) return [`no records of ${log}`];
  const verifying = `npm run -s access-log -- verify --file FILE --log ${log} --from ${first} --to ${last}`;
  return [`records ${first} to ${last} of ${log}`, ...(format === 'jsonl' ? [`to verify: ${verifying}`] : [])];
}

async function* linesOf(entries: AsyncIterable<Entry>, format: (entry: Entry) => string, ends: Ends) {
  for await (const entry of entries) {
    if (ends.first === 0) ends.first = entry.seq;
    ends.last = entry.seq;
    yield format(entry);
  }
}

/** Without gaps, also by time: from the first record of that time to the last one before a later. */
async function* entriesIn(reader: AccessLogReader, log: string, { from, to }: Range): AsyncGenerator<Entry> {
  const numbers = { from: numberOf(from), to: numberOf(to) };
  let begun = typeof from !== 'string';
  for await (const entry of reader.entries(log, numbers)) {
    const place = readPlace(entry.text);
    begun ||= !place || !isBefore(place, from!);
    if (!begun) continue;
    if (place && typeof to === 'string' && isAfter(place, to)) return;
    yield entry;
  }
}

const numberOf = (limit: number | string | undefined) => (typeof limit === 'number' ? limit : undefined);
