import type { Log } from '../core/log.js';
import { openAccessLog, type OpenAccessLog } from '../gateway/access-log/open.js';
import { domainsOf } from '../gateway/supergraph/domains.js';
import type { AccessLogReader } from '../subgraphs/access/reader.js';
import { createAccessLogReader, type LogStanding } from './access-log-reader.js';
import type { HubConfig } from './config.js';

export interface HubAccessLog extends OpenAccessLog {
  /** What the domain `access` reads. */
  readonly reader: AccessLogReader;
  /** From now on records say which domains an answer came from. */
  knowSupergraph(supergraphSdl: string): void;
}

const anchoringNames = { anchored: 'ANCHORED', grace: 'GRACE', stopped: 'STOPPED' } as const;

/** The hub's access log, open before there is a supergraph: the domain that reads it is part of that. Null where there is none. */
export async function startAccessLog(
  { accessLog, visibility, environment }: HubConfig,
  report: Log,
): Promise<HubAccessLog | null> {
  if (!accessLog) return null;
  if (environment === 'production' && accessLog.anchors.every((anchor) => anchor.startsWith('file:')))
    report.warn(
      { anchors: accessLog.anchors },
      'checkpoints of the access log go to folders only: one must be out of this hub’s reach',
    );
  const known: { domainsOf: ReturnType<typeof domainsOf> } = { domainsOf: () => [] };
  const open = await openAccessLog(accessLog, { report, visibility, domainsOf: (coordinates) => known.domainsOf(coordinates) });
  const standing = (): LogStanding => ({
    verifiedUpTo: open.selfCheck.verifiedUpTo(),
    anchoring: anchoringNames[open.anchoring.state()],
  });
  const reader = createAccessLogReader({
    store: open.store,
    hash: open.hash,
    standingOf: (log) => (log === accessLog.name ? standing() : { verifiedUpTo: null, anchoring: null }),
  });
  return { ...open, reader, knowSupergraph: (supergraphSdl) => void (known.domainsOf = domainsOf(supergraphSdl)) };
}
