import { HubError } from '../../core/errors.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { AccessLogReader } from './reader.js';

export interface AccessContext extends SubgraphContext {
  /** Null where the hub keeps no access log. */
  readonly reader: AccessLogReader | null;
  readonly now: () => Date;
}

/** The log, or SERVICE_UNAVAILABLE. Asked for after the arguments are checked, so that it decides nothing about them. */
export function logOf({ reader }: AccessContext): AccessLogReader {
  if (reader) return reader;
  throw new HubError('SERVICE_UNAVAILABLE', 'This hub keeps no access log.');
}
