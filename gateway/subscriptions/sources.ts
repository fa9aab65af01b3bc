import { writeCaller } from '../../auth/caller-header.js';
import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import type { EventSource, SubgraphAnswer } from '../engine/engine.js';

/** Hears the events of a source, in order. What it is told of is not its own: others hear the same. */
export interface Listener {
  hear(event: SubgraphAnswer): void;
  /** There is nothing more to hear; `fault` says why, where it is not the source's own end. */
  end(fault?: HubError): void;
}

export interface Asker {
  readonly caller: Caller | null;
  readonly requestId: string;
}

interface Open {
  readonly listeners: Set<Listener>;
  readonly closing: AbortController;
}

/**
 * Opens each source once for all who listen to it: for one person under one purpose, with the same roles and reach; where nobody signs in,
 * for everybody. A subgraph answers by caller, so between two people nothing is shared. Who joins later hears what happens from then on.
 */
export function createSources() {
  const known = new Map<string, Open>();

  /** Tells `listener` until the function that is given back is called. */
  function listen(source: EventSource, { caller, requestId }: Asker, listener: Listener): () => void {
    const name = `${personOf(caller)} ${source.name}`;
    const joined = known.get(name);
    const open: Open = joined ?? { listeners: new Set(), closing: new AbortController() };
    open.listeners.add(listener);
    if (!joined) {
      known.set(name, open);
      const events = source.open({ caller, requestId, signal: open.closing.signal });
      void tell(events, open).then((fault) => end(name, open, fault));
    }
    return () => {
      open.listeners.delete(listener);
      if (open.listeners.size === 0) end(name, open);
    };
  }

  function end(name: string, open: Open, fault?: HubError): void {
    if (known.get(name) === open) known.delete(name);
    open.closing.abort();
    for (const listener of open.listeners) listener.end(fault);
  }

  /** How many are open. */
  return { listen, open: () => known.size };
}

async function tell(events: AsyncIterable<SubgraphAnswer>, { listeners, closing }: Open): Promise<HubError | undefined> {
  try {
    for await (const event of events) {
      if (closing.signal.aborted) break;
      for (const listener of listeners) listener.hear(event);
    }
    return undefined;
  } catch (cause) {
    return new HubError('INTERNAL', undefined, { cause });
  }
}

/** One name for all tokens of one person with the same rights. */
const personOf = (caller: Caller | null): string => (caller ? writeCaller({ ...caller, tokenId: '' }) : '');
