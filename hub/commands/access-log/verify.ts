import { parseArgs } from 'node:util';
import { Reason } from '../../../core/errors.js';
import type { Range } from '../../../gateway/access-log/evidence/range.js';
import type { Trust } from '../../../gateway/access-log/evidence/seals.js';
import { verdicts, type Verdict } from '../../../gateway/access-log/evidence/verdicts.js';
import { verifyLog } from '../../../gateway/access-log/evidence/verify.js';
import { monthOf, monthsAfter } from '../../../gateway/access-log/store/months.js';
import { settingsIn, logIn, type Env } from './here.js';
import { checkpointFolders, placesOf, signedLogs, type Folder } from './kept-elsewhere.js';
import { readCount, readLimit } from './limits.js';
import { say, type Output } from './output.js';
import { openExport, openPlace, type Source } from './source.js';
import { readCertificates, readKeys } from './trust.js';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true, default: [] as string[] } as const;
const options = {
  log: text,
  from: text,
  to: text,
  file: text,
  checkpoints: texts,
  key: texts,
  'tsa-ca': texts,
  'keep-months': { type: 'string', default: '12' },
  json: { type: 'boolean', default: false },
} as const;

interface Check {
  readonly source: Source;
  readonly folders: readonly Folder[];
  readonly trust: Trust;
  readonly range: Range;
  readonly keptSince: string;
}

/** Verifies each log and says its verdict; answers the exit code of the gravest. */
export async function verify(args: string[], env: Env, { out, err }: Output): Promise<number> {
  const { values } = parseArgs({ args, options });
  const settings = values.file === undefined ? logIn(env) : settingsIn(env);
  const range = { from: readLimit('from', values.from), to: readLimit('to', values.to) };
  const keptSince = keptSinceOf(readCount('keep-months', values['keep-months']));
  const folders = await checkpointFolders(values.checkpoints, settings);
  const certificates = values['tsa-ca'].length > 0 ? values['tsa-ca'] : (settings?.stampAuthorities ?? []);
  const trust = { publicKeys: await readKeys(values.key, settings), authorities: await readCertificates(certificates) };
  const source = values.file === undefined ? await openPlace(logIn(env).place) : openExport(values.file, values.log);
  try {
    const check = { source, folders, trust, range, keptSince };
    const logs = values.log === undefined ? await logsOf(check, values.file === undefined) : [values.log];
    if (folders.every(({ own }) => own))
      say(err, 'No checkpoints of another place were read: an old copy put back would not be seen.');
    let exitCode = 0;
    for (const log of logs) {
      const verdict = await verdictOn(log, check);
      say(out, values.json ? JSON.stringify(verdict) : lineOf(verdict));
      exitCode = Math.max(exitCode, verdicts[verdict.verdict].exitCode);
    }
    return exitCode;
  } finally {
    await source.close();
  }
}

/** Also those that somebody has signed checkpoints of, and that are gone. */
async function logsOf({ source, folders, trust }: Check, isWhole: boolean): Promise<readonly string[]> {
  const logs = new Set([...(await source.logs()), ...(isWhole ? await signedLogs(folders, trust) : [])]);
  if (logs.size === 0) throw new Reason('There is no log yet.');
  return [...logs].toSorted();
}

async function verdictOn(log: string, { source, folders, trust, range, keptSince }: Check): Promise<Verdict> {
  const pruned = await source.pruned(log);
  const own = source.checkpoints(log);
  return verifyLog({
    log,
    entries: source.entries(log, typeof range.from === 'number' ? range.from : undefined),
    places: [...(own ? [{ name: 'the log itself', own: true, checkpoints: own }] : []), ...placesOf(folders)],
    ...trust,
    range,
    pruned,
    keptSince,
  });
}

const week = 7 * 24 * 60 * 60 * 1000;

/** The last records of a month are signed for in the next, once the hub runs: a week is given to that. */
function keptSinceOf(months: number): string {
  const kept = monthsAfter(monthOf(new Date().toISOString()), -months);
  return new Date(Date.parse(kept) + week).toISOString();
}

function lineOf({ verdict, log, detail, prunedTo, checkpoints, lastCheckpoint, stamps }: Verdict): string {
  const beside = [
    lastCheckpoint
      ? `checkpoints: ${checkpoints}, the newest over ${lastCheckpoint.size} records, signed at ${lastCheckpoint.at}`
      : 'no checkpoint',
    ...(prunedTo === null ? [] : [`records up to ${prunedTo} have left by retention`]),
    ...(stamps.checked > 0 ? [`${stamps.checked} time stamps hold`] : []),
    ...(stamps.unchecked > 0 ? [`${stamps.unchecked} time stamps were not checked, for want of --tsa-ca`] : []),
  ];
  return `${verdict} ${log}: ${detail} (${beside.join('; ')})`;
}
