/** Lets a Redis alone that does not answer. */
export interface RedisBreaker {
  /** Whether it may be asked. Where not, it is tried now and then, with nobody waiting for it. */
  closed(): boolean;
  answered(): void;
  failed(): void;
  /** It is another connection. */
  reset(): void;
}

export interface RedisBreakerOptions {
  /** Rejects where it does not answer in time. */
  readonly probe: () => Promise<unknown>;
  readonly onChange: (closed: boolean) => void;
  readonly probeEveryMs?: number;
}

const failuresInARow = 3;

export function createRedisBreaker({ probe, onChange, probeEveryMs = 1_000 }: RedisBreakerOptions): RedisBreaker {
  let failures = 0;
  let open = false;
  let probing = false;
  let probedAt = 0;

  function turn(toOpen: boolean): void {
    failures = 0;
    if (open === toOpen) return;
    open = toOpen;
    probedAt = performance.now();
    onChange(!open);
  }

  async function tryAgain(): Promise<void> {
    probing = true;
    probedAt = performance.now();
    const answers = await probe().then(
      () => true,
      () => false,
    );
    probing = false;
    if (answers) turn(false);
  }

  return {
    closed() {
      if (open && !probing && performance.now() - probedAt >= probeEveryMs) void tryAgain();
      return !open;
    },
    answered: () => void (failures = 0),
    reset() {
      failures = 0;
      open = false;
    },
    failed() {
      failures += 1;
      if (failures >= failuresInARow) turn(true);
    },
  };
}
