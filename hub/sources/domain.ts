import { setTimeout } from 'node:timers/promises';
import type { SourceConfig } from '../../core/sources.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { renewable } from './renewable.js';

/** What has been made ready for other sources, and is to be taken or not. */
export interface Renewal {
  /** What is asked from now on is asked of the new sources. What ran before is closed `afterMs` later, or with the domain. */
  take(afterMs: number): void;
  leave(): Promise<void>;
}

/** One domain of the hub over those sources it reads. */
export interface Domain {
  readonly subgraph: Subgraph;
  /** Made ready over `sources`; null where those it reads are the same as before. */
  prepare(sources: readonly SourceConfig[]): Promise<Renewal | null>;
}

export interface DomainOptions {
  /** The systems it reads. */
  readonly systems: readonly SourceConfig['system'][];
  readonly create: (sources: readonly SourceConfig[]) => Promise<Subgraph>;
}

/** Waits for `work`, but no longer than a second, and not for its success: a source that is down must not hold up the others. */
export const soon = (work: Promise<unknown>) =>
  Promise.race([work.catch(() => undefined), setTimeout(1_000, undefined, { ref: false })]);

export async function openDomain({ systems, create }: DomainOptions, first: readonly SourceConfig[]): Promise<Domain> {
  const readOf = (sources: readonly SourceConfig[]) => sources.filter(({ system }) => systems.includes(system));
  let reads = readOf(first);
  const { subgraph, renew } = renewable(await create(first));
  const leaving = new Set<Subgraph>();

  async function end(old: Subgraph): Promise<void> {
    if (leaving.delete(old)) await old.close();
  }

  return {
    subgraph: {
      ...subgraph,
      async close() {
        await Promise.all([subgraph.close(), ...[...leaving].map(end)]);
      },
    },
    async prepare(sources) {
      const next = readOf(sources);
      if (next.length === reads.length && next.every((source, index) => source === reads[index])) return null;
      const made = await create(sources);
      await soon(made.prepare());
      return {
        take(afterMs) {
          const old = renew(made);
          reads = next;
          leaving.add(old);
          void setTimeout(afterMs, undefined, { ref: false })
            .then(() => end(old))
            .catch(() => undefined);
        },
        leave: () => made.close(),
      };
    },
  };
}
