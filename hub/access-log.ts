import type { Log } from '../core/log.js';
import { openAccessLog, type OpenAccessLog } from '../gateway/access-log/open.js';
import { domainsOf } from '../gateway/supergraph/domains.js';
import type { HubConfig } from './config.js';

export interface HubAccessLog extends OpenAccessLog {
  /** From now on records say which domains an answer came from. */
  knowSupergraph(supergraphSdl: string): void;
}

/** The hub's access log, open before there is a supergraph: the domain that reads it is part of that. Null where there is none. */
export async function startAccessLog({ accessLog, visibility }: HubConfig, report: Log): Promise<HubAccessLog | null> {
  if (!accessLog) return null;
  const known: { domainsOf: ReturnType<typeof domainsOf> } = { domainsOf: () => [] };
  const open = await openAccessLog(accessLog, { report, visibility, domainsOf: (coordinates) => known.domainsOf(coordinates) });
  return { ...open, knowSupergraph: (supergraphSdl) => void (known.domainsOf = domainsOf(supergraphSdl)) };
}
