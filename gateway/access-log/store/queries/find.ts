import { z } from 'zod';
import type { Entry } from '../../record.js';
import type { Database, Row } from '../database.js';
import { addPeriod, conditions, type Conditions, type Period } from './conditions.js';

export interface LogFilter extends Period {
  /** Name of the operation. */
  readonly operation?: string | undefined;
  /** Subject of the actor, as their issuer names them. */
  readonly actor?: string | undefined;
  readonly purpose?: string | undefined;
  /** Keyed hash of the person whose data was answered. */
  readonly subject?: string | undefined;
  readonly reviewOnly?: boolean | undefined;
}

export interface Page {
  readonly first: number;
  /** Cursor of the last entry of the page before. */
  readonly after?: string | undefined;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

export interface FoundEntry {
  readonly entry: Entry;
  readonly cursor: string;
}

export const maxPage = 100;

export async function find(database: Pick<Database, 'read'>, filter: LogFilter, page: Page): Promise<PageOf<FoundEntry>> {
  const made = conditions();
  const { operation, actor, purpose, subject, reviewOnly } = filter;
  if (operation !== undefined) made.add('entry.operation = ?', operation);
  if (actor !== undefined) made.add('entry.actor = ?', actor);
  if (purpose !== undefined) made.add('entry.purpose = ?', purpose);
  if (reviewOnly === true) made.add('entry.review');
  addPeriod(made, 'entry', filter);
  if (subject === undefined) return readPage(database, 'access_log.entries entry', 'entry', made, page);
  made.add('mention.subject = ?', subject);
  return readPage(database, entriesOfSubject, 'mention', made, page);
}

export function bySubject(
  database: Pick<Database, 'read'>,
  subject: string,
  { now, ...page }: Page & { readonly now: Date },
): Promise<PageOf<FoundEntry>> {
  const made = conditions();
  made.add('mention.subject = ?', subject);
  // Null, what is withheld, is at no time before now.
  made.add('mention.visible_from <= ?::timestamptz', now.toISOString());
  return readPage(database, entriesOfSubject, 'mention', made, page);
}

const entriesOfSubject = `access_log.subjects mention
  join access_log.entries entry on entry.log = mention.log and entry.seq = mention.seq and entry.month = mention.month`;

async function readPage(
  database: Pick<Database, 'read'>,
  from: string,
  ordered: string,
  made: Conditions,
  { first, after }: Page,
): Promise<PageOf<FoundEntry>> {
  if (!Number.isInteger(first) || first < 1 || first > maxPage) throw new RangeError(`A page has 1 to ${maxPage} entries.`);
  if (after !== undefined)
    made.add(`(${ordered}.at, ${ordered}.log, ${ordered}.seq) < (?::timestamptz, ?, ?::bigint)`, ...readCursor(after));
  const sql = `select entry.log, entry.seq, entry.text, entry.hash,
      to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment
    from ${from} ${made.where()}
    order by ${ordered}.at desc, ${ordered}.log desc, ${ordered}.seq desc limit ${first + 1}`;
  const rows = await database.read(sql, made.params);
  return { items: rows.slice(0, first).map(foundOf), hasNextPage: rows.length > first };
}

const foundOf = (row: Row): FoundEntry => {
  const entry = { log: row['log'] as string, seq: Number(row['seq']), text: row['text'] as string, hash: row['hash'] as string };
  return { entry, cursor: Buffer.from(JSON.stringify([row['moment'], entry.log, entry.seq])).toString('base64url') };
};

const Cursor = z.tuple([z.iso.datetime(), z.string().max(200), z.int().positive()]);

function readCursor(cursor: string): [string, string, number] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new RangeError('not a cursor of this list');
  }
}
