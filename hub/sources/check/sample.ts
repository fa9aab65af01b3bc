import { Interrupted } from '../../../connectors/interrupted.js';
import { RefusedAnswer } from '../../../connectors/refused-answer.js';
import { HubError, Reason } from '../../../core/errors.js';
import { finding, type Finding } from './finding.js';

/** What was read of a source. */
export interface Sample {
  readonly read: number;
  readonly unread: number;
  /** Fields for which rows could not be read, each with the number of those rows. */
  readonly fields: readonly { readonly path: string; readonly rows: number }[];
}

export function sampleOf(rows: readonly unknown[]): Sample {
  const faults = rows.filter((row) => row instanceof Error);
  const counts = new Map<string, number>();
  for (const path of faults.flatMap((fault) => [...new Set(fieldsOf(fault))])) counts.set(path, (counts.get(path) ?? 0) + 1);
  return {
    read: rows.length - faults.length,
    unread: faults.length,
    fields: [...counts].map(([path, count]) => ({ path, rows: count })),
  };
}

const shapeTodo = 'Compare with the version of the system the hub knows; tell its developers these fields.';

export const mappingFinding = ({ read, unread, fields }: Sample): Finding | null =>
  unread === 0
    ? null
    : finding(
        'mapping',
        `${unread} of ${read + unread} rows cannot be read${fields.length > 0 ? `: ${fields.map(({ path }) => path).join(', ')}` : ''}`,
        shapeTodo,
      );

/** Why nothing was read. */
export function sampleFinding(error: unknown): Finding {
  const cause = error instanceof HubError ? error.originalError : undefined;
  if (cause instanceof RefusedAnswer) return refused(cause.status);
  if (!(error instanceof HubError)) return finding('read', 'the hub itself failed', 'Tell the developers of the hub.');
  if (error.code === 'SOURCE_TIMEOUT')
    return finding('read', 'it does not answer in time', 'Raise timeoutMs, or ask who runs it why it is slow.');
  const fields = fieldsOf(error);
  if (fields.length > 0) return finding('mapping', `its answer cannot be read: ${fields.join(', ')}`, shapeTodo);
  if (cause instanceof Interrupted) return finding('read', cause.message, 'Check what stands between the hub and the system.');
  if (cause instanceof Reason)
    return cause.message === 'status 404'
      ? refused(404)
      : finding('read', cause.message, 'Check url and options against what the system is.');
  return finding('read', `it fails (${error.code})`, 'Check url and options against what the system is.');
}

function refused(status: number): Finding {
  if (status === 401 || status === 403)
    return finding('sign-in', `it refuses the hub (${status})`, 'Check the credentials, and what the account may read.');
  if (status === 404)
    return finding('read', 'its paths are not there (404)', 'Check url: the paths of the system begin below it.');
  if (status === 429) return finding('read', 'it has too much to do (429)', 'Lower limits.perSecond and limits.concurrent.');
  if (status >= 300 && status < 400)
    return finding('read', `it sends the hub elsewhere (${status})`, 'Put the address it leads to into url.');
  if (status >= 200 && status < 300)
    return finding('read', 'it answers with another kind of content', 'Check url: a portal or a login page may stand there.');
  if (status >= 500) return finding('read', `it fails (${status})`, 'Ask who runs the system.');
  return finding('sign-in', 'it refuses the question', 'Check the credentials first, then the options.');
}

/** `unexpected shape at 3.ten, 4.ma` → `[].ten`, `[].ma`. */
function fieldsOf(error: unknown): string[] {
  const cause = error instanceof HubError ? error.originalError : undefined;
  const [, type, paths] = /^unexpected shape(?: of (\w+))? at (.*)$/.exec(cause?.message ?? '') ?? [];
  if (paths === undefined) return [];
  return [
    ...new Set(paths.split(', ').map((path) => [type, ...path.split('.')].filter(Boolean).map(withoutIndex).join('.'))),
  ].map((path) => path || 'the whole');
}

const withoutIndex = (step: string | undefined) => (/^\d+$/.test(step ?? '') ? '[]' : step);
