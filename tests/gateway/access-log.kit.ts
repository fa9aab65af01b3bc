import type { AccessLog, AccessLogSink } from '../../gateway/access-log/hook.js';
import { createKeyedHash } from '../../gateway/access-log/keyed-hash.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { defaultVisibility, visibilityRules } from '../../gateway/access-log/visibility.js';

/** A log in memory, whose store a test can take away. */
export function logInMemory() {
  const records: AccessRecord[] = [];
  const waiting: AccessRecord[] = [];
  const state = { up: true, witnessed: true, room: 100 };
  const sink: AccessLogSink = {
    async commit(record, { otherwise } = {}) {
      if (state.up) return void records.push(record);
      waiting.push(otherwise ?? record);
      throw new Error('down');
    },
    enqueue(record) {
      if (waiting.length >= state.room) return false;
      (state.up ? records : waiting).push(record);
      return true;
    },
    healthy: () => state.up,
    mayDisclose: () => state.witnessed,
  };
  const hash = createKeyedHash('k'.repeat(32));
  const accessLog: AccessLog = { sink, hash, visibility: visibilityRules(defaultVisibility) };
  return { accessLog, hash, records, waiting, state, last: () => records.at(-1)! };
}
