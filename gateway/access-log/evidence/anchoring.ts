import { describeError, type Log } from '../../../core/log.js';
import type { Anchor } from './anchors/anchor.js';
import { keepPublishing, type AnchorStatus, type Clock, type Publisher } from './publishing.js';

/** Kept elsewhere; not for a while, but not too long yet; too long: nothing may be disclosed until an anchor is back. */
export type AnchoringState = 'anchored' | 'grace' | 'stopped';

/** Since when nothing could be anchored, as it outlives this process: a restart is no new grace. */
export interface AnchoringMemory {
  read(): number | null;
  write(since: number | null): void;
}

export interface AnchoringSettings {
  readonly anchors: readonly [Anchor, ...Anchor[]];
  readonly log: Log;
  /** How many of the anchors must hold the newest checkpoint; one unless given. */
  readonly needed?: number;
  /** How long the hub may go on without; four hours unless given. */
  readonly graceMs?: number;
  /** For one attempt at one anchor. */
  readonly attemptMs?: number;
  readonly clock?: Clock;
  readonly memory?: AnchoringMemory;
}

export interface Anchoring {
  /**
   * Hands a new checkpoint to every anchor, and the newest one when the hub starts. Returns at once; an anchor that is behind is given
   * the newest one only.
   */
  publish(checkpoint: Parameters<Publisher['publish']>[0]): void;
  state(): AnchoringState;
  status(): readonly AnchorStatus[];
  /** One attempt more for what is not anchored yet; then no more. */
  close(): Promise<void>;
}

const hours = 3_600_000;
const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Keeps every anchor supplied with the newest checkpoint, and knows for how long that has not gone well. */
export function createAnchoring(settings: AnchoringSettings): Anchoring {
  const { anchors, log, needed = 1, graceMs = 4 * hours, attemptMs = 10_000, clock = systemClock, memory } = settings;
  if (!(Number.isSafeInteger(needed) && needed > 0 && needed <= anchors.length))
    throw new RangeError('needs more anchors than there are');
  const rank = { anchored: 0, grace: 1, stopped: 2 } as const;
  const carried = memory?.read() ?? null;

  const stateOf = ({ failing, since }: AnchorStatus): AnchoringState => {
    if (since === null) return 'anchored';
    if (clock.now() - since >= graceMs) return 'stopped';
    return failing ? 'grace' : 'anchored';
  };
  const status = () => publishers.map((publisher) => publisher.status());
  // The state of the last one that is needed, when the best come first.
  const decisive = () =>
    status().toSorted((a, b) => rank[stateOf(a)] - rank[stateOf(b)] || (b.since ?? 0) - (a.since ?? 0))[needed - 1]!;
  const state = () => stateOf(decisive());
  const write = writeChanges(memory, carried, log);
  const remember = () => write(state() === 'anchored' ? null : decisive().since);
  const publishers = anchors.map((anchor) =>
    keepPublishing(
      anchor,
      { clock, attemptMs, carried },
      {
        failed(error, { name, since }) {
          remember();
          const told = { anchor: name, since: since === null ? null : new Date(since).toISOString(), ...describeError(error) };
          if (state() === 'stopped') log.error(told, 'the access log has not been anchored for too long: nothing is disclosed');
          else log.warn(told, 'an anchor did not take a checkpoint');
        },
        recovered({ name }) {
          log.info({ anchor: name }, 'an anchor takes checkpoints again');
        },
        succeeded: remember,
      },
    ),
  );
  return {
    publish: (checkpoint) => publishers.forEach((publisher) => publisher.publish(checkpoint)),
    state,
    status,
    close: async () => void (await Promise.all(publishers.map((publisher) => publisher.close()))),
  };
}

/** Writes what is new only. Without it the hub goes on: it would merely have a new grace after a restart. */
function writeChanges(memory: AnchoringMemory | undefined, known: number | null, log: Log) {
  let written = known;
  return (since: number | null) => {
    if (since === written) return;
    written = since;
    try {
      memory?.write(since);
    } catch (error) {
      log.warn(describeError(error), 'since when nothing is anchored could not be written down');
    }
  };
}
