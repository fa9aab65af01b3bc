import { describeError, type Log } from '../../core/log.js';
import type { Draft } from './draft.js';
import { finishRecord, withheld, type Answered } from './finish.js';
import type { AccessLog, AccessLogSink } from './hook.js';
import type { AccessRecord } from './record.js';

/** Records an answer. True once it may leave; false where its record could not be kept, and nothing personal may. */
export type Recorder = (draft: Draft, answered: Answered) => Promise<boolean>;

export const createRecorder =
  ({ sink, hash, visibility }: AccessLog, log: Log): Recorder =>
  async (draft, answered) => {
    try {
      return await keep(sink, finishRecord(draft, answered, hash, visibility));
    } catch (error) {
      log.error({ requestId: draft.request, ...describeError(error) }, 'an answer could not be recorded');
      return false;
    }
  };

/** The recorder of a log; where there is none, everything may leave. */
export const recorderOf = (accessLog: AccessLog | null | undefined, log: Log): Recorder =>
  accessLog ? createRecorder(accessLog, log) : async () => true;

/** True once the answer may leave. */
async function keep(sink: AccessLogSink, record: AccessRecord): Promise<boolean> {
  const instead = withheld(record, 'ACCESS_LOG_UNAVAILABLE');
  const discloses = record.counts.values > 0;
  if (discloses && !sink.mayDisclose()) {
    sink.enqueue(instead);
    return false;
  }
  // What tells nothing of anybody need not wait for a store that is away: its record waits instead.
  if (!discloses && !sink.healthy()) return sink.enqueue(record);
  try {
    await sink.commit(record, discloses ? { otherwise: instead } : {});
    return true;
  } catch {
    return !discloses;
  }
}
