import { appendFileSync } from 'node:fs';
import { groupBy } from '../../core/group-by.js';
import type { Told } from './asker.js';
import { percentile } from './percentile.js';
import type { LogLine } from './hub-process.js';
import type { Seen } from './fault-proxy.js';

/** One case of the fault matrix: what was done, and what each side of the hub saw of it. */
export interface Case {
  /** Number of its row in the matrix, or the name of a promise. */
  readonly row: string;
  readonly fault: string;
  readonly client: string;
  readonly log: string;
  readonly source: string;
}

/** Takes down a case for the table that `npm run test:faults` ends with. */
export function report(seen: Case): void {
  const { FAULTS_REPORT } = process.env;
  if (FAULTS_REPORT) appendFileSync(FAULTS_REPORT, `${JSON.stringify(seen)}\n`);
}

const counted = (words: readonly string[]) =>
  [...groupBy(words, (word) => word)].map(([word, all]) => `${all.length} × ${word}`).join(', ') || 'nothing';

/** What clients were told, in a line: statuses, errors by place, and how long they waited. */
export function told(answers: readonly Told[]): string {
  const times = answers.map(({ ms }) => ms);
  const errors = answers.flatMap((answer) =>
    answer.errors.map(
      ({ path, extensions }) => `${extensions.code} at ${path?.filter((key) => typeof key === 'string').join('.') ?? '-'}`,
    ),
  );
  const [p50, p95] = [percentile(times, 50), percentile(times, 95)].map((ms) => ms.toFixed(0));
  return `${counted(answers.map(({ status }) => `HTTP ${status}`))}; errors: ${counted(errors)}; p50 ${p50} ms, p95 ${p95} ms`;
}

/** What the log says, in a line. */
export const logged = (lines: readonly LogLine[]): string =>
  counted(
    lines
      .filter(({ level }) => level >= 40)
      .map(({ msg, code, source, reason, causeCode }) => [msg, code, source, reason, causeCode].filter(Boolean).join(' ')),
  );

/** What stood before the source saw, in a line. */
export const arrived = ({ requests, connections, open, givenUp }: Seen): string =>
  `${requests.length} requests on ${connections} new connections, ${givenUp} given up unanswered, ${open} open`;
