import { isDeepStrictEqual } from 'node:util';
import { describeError, type Log } from '../../core/log.js';
import { checkedWhole } from '../config/check-sources.js';
import type { Fault } from '../config/faults.js';
import type { HubFile } from '../config/form.js';
import type { ReadFile } from '../config/read-file.js';
import type { Domain, Renewal } from './domain.js';
import type { OpenSources } from './open-sources.js';
import { watchFiles } from './watch-files.js';

export interface ReloadOptions {
  /** Null: they stay as they are. */
  readonly file: ReadFile | null;
  readonly sources: OpenSources;
  readonly domains: readonly Domain[];
  /** How long a request may be under way. */
  readonly requestTimeoutMs: number;
  readonly log: Log;
}

/** Sections that are read at the start only. */
const atStart = ['issuers', 'accessLog', 'cache'] as const;

/** Keeps the sources as the file has them, from change to change. A file with faults changes nothing. */
export const reloadSources = (options: ReloadOptions): { readonly stop: () => Promise<void> } =>
  options.file === null ? { stop: async () => undefined } : reloadFrom(options.file, options);

function reloadFrom(file: ReadFile, options: ReloadOptions) {
  const { log } = options;
  const { path } = file;
  const first = file.contents!;

  async function take() {
    const next = file.again();
    const faults = checkedWhole(next);
    if (next.contents === null || faults.length > 0) refuse(faults);
    else await takeOver(next.contents).catch((error: unknown) => log.error({ path, ...describeError(error) }, refused));
    return next.read;
  }

  const refused = 'the new configuration is refused: the one before stays';
  const refuse = (faults: readonly Fault[]) => log.error({ path, faults }, refused);

  async function takeOver(next: HubFile): Promise<void> {
    const changed = await renewed(options, next);
    if (changed) log.info({ path, ...changed }, 'the sources are those the configuration has now');
    const sections = atStart.filter((section) => !isDeepStrictEqual(next[section], first[section]));
    if (sections.length > 0) log.warn({ path, sections }, 'what has changed here holds once the hub is restarted');
  }

  return watchFiles({ known: file.read, take });
}

interface Changed {
  /** Ids of sources that run by other settings than before, or did not run. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Has all domains read the sources of `next`, or none. Null where nothing has changed. */
async function renewed({ sources, domains, requestTimeoutMs }: ReloadOptions, next: HubFile): Promise<Changed | null> {
  const before = sources.current();
  const opened = sources.opened(next.sources, next.freshness);
  const made = await Promise.allSettled(domains.map((domain) => domain.prepare(opened)));
  const renewals = made.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  const failed = made.find((one) => one.status === 'rejected');
  if (failed) {
    await Promise.all(renewals.map((renewal: Renewal) => renewal.leave()));
    throw failed.reason;
  }
  for (const renewal of renewals) renewal.take(requestTimeoutMs);
  sources.use(opened, next.freshness);
  const idsOf = (all: typeof before, other: typeof before) => all.filter((one) => !other.includes(one)).map(({ id }) => id);
  const change = { opened: idsOf(opened, before), closed: idsOf(before, opened) };
  return change.opened.length + change.closed.length > 0 ? change : null;
}
