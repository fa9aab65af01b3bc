import type { Answerer } from '../answer.js';
import type { LoadedSupergraph } from '../supergraph/load.js';

/** A supergraph, and what answers questions over it. */
export interface Service {
  readonly loaded: LoadedSupergraph;
  readonly answerer: Answerer;
}

/** The service in use, which another can take the place of. */
export interface Served {
  readonly current: () => Service;
  /** The service in use, which runs on until it is let go of, whatever takes its place. */
  readonly hold: () => Held;
  /** Works with the service in use from beginning to end. */
  readonly use: <T>(work: (service: Service) => Promise<T>) => Promise<T>;
  /** Puts another in its place once that is ready; rejects, and changes nothing, where it cannot be made. */
  readonly swap: (make: (old: Service) => Promise<Service>) => Promise<void>;
  /** Told of each service that takes the place of another, which is done with when the promise is kept; gives the way to be told no more. */
  readonly onSwap: (listener: Listener) => () => void;
  readonly stop: () => Promise<void>;
}

type Listener = (service: Service) => void | Promise<void>;

export interface Held {
  readonly service: Service;
  readonly release: () => void;
}

/** Serves `first` until another is put in its place. A service that was replaced is stopped when nobody works with it any more. */
export function serve(first: Service): Served {
  let current = inUse(first);
  let swapping: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const running = new Set([current]);
  const listeners = new Set<Listener>();

  async function swapNow(make: (old: Service) => Promise<Service>): Promise<void> {
    if (stopped) return;
    const next = inUse(await make(current.service));
    const old = current;
    current = next;
    running.add(next);
    await Promise.allSettled([...listeners].map(async (listener) => listener(next.service)));
    await old.retire();
    for (const each of running) if (each.isStopped()) running.delete(each);
  }

  return {
    current: () => current.service,
    hold: () => current.hold(),
    use(work) {
      const { service, release } = current.hold();
      return work(service).finally(release);
    },
    swap(make) {
      const swapped = swapping.then(() => swapNow(make));
      swapping = swapped.catch(() => undefined);
      return swapped;
    },
    onSwap(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      await swapping;
      await Promise.all([...running].map((each) => each.stop()));
    },
  };
}

/** A service, and how many work with it. */
function inUse(service: Service) {
  let users = 0;
  let retired = false;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= service.loaded.engine.stop());
  const stopWhenFree = async () => {
    if (retired && users === 0) await stop();
  };
  return {
    service,
    stop,
    isStopped: () => stopping !== undefined,
    hold(): Held {
      users++;
      let held = true;
      const release = () => {
        if (!held) return;
        held = false;
        users--;
        void stopWhenFree();
      };
      return { service, release };
    },
    retire() {
      retired = true;
      return stopWhenFree();
    },
  };
}
