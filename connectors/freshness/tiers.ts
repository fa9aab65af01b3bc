import type { Forgets } from './forgets.js';
import type { MemoryShelves } from './memory-shelves.js';
import type { RedisLink } from './redis-link.js';
import type { RedisShelves } from './redis-shelves.js';
import type { Entity, Entry, Shelf } from './store.js';

/** Answers in this process, and behind them in Redis. */
export interface Tiers {
  get(of: Shelf, names: readonly string[], reader: string): Promise<readonly (Entry | null)[]>;
  set(entity: Entity, reader: string, entry: Entry, keepMs: number): void;
}

export interface TiersOptions {
  readonly link: RedisLink;
  readonly forgets: Forgets;
  readonly front: MemoryShelves;
  readonly shelves: RedisShelves;
}

/** So long what is kept here is shown without asking Redis, which may have been told to forget it. */
const frontMs = 5_000;
/** Larger answers are kept in this process only. */
const largestBytes = 4 * 1024 * 1024;

/** What is kept here is shown for moments, or, while Redis is away, for as long as it may be kept. */
export function createTiers({ link, forgets, front, shelves }: TiersOptions): Tiers {
  const generations = new Map<string, string>();

  /** Where it is not the one known here, somebody forgot, whose message has not come. */
  function learn(of: Shelf, generation: string | null): void {
    const shelf = shelfOf(of);
    const known = generations.get(shelf);
    if (generation === null) generations.delete(shelf);
    else generations.set(shelf, generation);
    if (known !== undefined && known !== generation) forgets.record(of);
  }

  async function fromRedis(of: Shelf, names: readonly string[], reader: string): Promise<readonly (Entry | null)[]> {
    const before = names.map((name) => forgets.lastOf({ ...of, name }));
    const askedAt = performance.now();
    const found = await link.ask((redis) => shelves.get(redis, of, names, reader));
    if (!found) return names.map((name) => front.get({ ...of, name }, reader)?.entry ?? null);
    learn(of, found.generation);
    return names.map((name, index) => {
      const entity = { ...of, name };
      const there = found.entries[index] ?? null;
      const here = front.get(entity, reader);
      // From the source meanwhile; or newer than what Redis has, which then had no room for it.
      if (here && (here.putAt >= askedAt || (there && here.entry.fetchedAt > there.fetchedAt))) return here.entry;
      if (!there || forgets.lastOf(entity) !== before[index]) return null;
      front.put(entity, reader, there, there.expiresAt - Date.now());
      return there;
    });
  }

  return {
    async get(of, names, reader) {
      const since = performance.now() - frontMs;
      const here = names.map((name) => {
        const kept = front.get({ ...of, name }, reader);
        return kept && kept.putAt > since ? kept.entry : null;
      });
      const missing = names.filter((_, index) => !here[index]);
      if (missing.length === 0) return here;
      const found = (await fromRedis(of, missing, reader)).values();
      return here.map((entry) => entry ?? found.next().value ?? null);
    },
    set(entity, reader, entry, keepMs) {
      if (keepMs <= 0) return;
      front.put(entity, reader, entry, keepMs);
      const generation = generations.get(shelfOf(entity));
      if (generation === undefined || entry.bytes.length > largestBytes) return;
      link.tell(entry.bytes.length, (redis) => {
        const sealed = shelves.seal(entity, reader, { ...entry, generation, expiresAt: Date.now() + keepMs });
        return shelves.put(redis, entity, reader, sealed, keepMs);
      });
    },
  };
}

const shelfOf = ({ source, kind }: Shelf) => `${source} ${kind}`;
