import { LRUCache } from 'lru-cache';
import type { Entity, Shelf } from './store.js';

/** What was forgotten, with the entity named. */
export interface Forgotten {
  readonly source: string;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

/** When what was last forgotten, in steps. */
export interface Forgets {
  record(what: Forgotten): void;
  /** Anything may have been forgotten. */
  recordAll(): void;
  /** The last step that concerns all of a kind. */
  lastOfShelf(of: Shelf): number;
  /** The last step that concerns an entity. */
  lastOf(entity: Entity): number;
}

const maxEntities = 10_000;

/** Remembers it for whatever is under way meanwhile. Of too many entities it forgets which they were, and says so of all. */
export function createForgets(): Forgets {
  let step = 0;
  let sinceAll = 0;
  let sinceDropped = 0;
  const shelves = new Map<string, number>();
  const entities = new LRUCache<string, number>({
    max: maxEntities,
    dispose(dropped, _, reason) {
      if (reason === 'evict') sinceDropped = dropped;
    },
  });
  const lastOfShelf = ({ source, kind }: Shelf) =>
    Math.max(sinceAll, shelves.get(source) ?? 0, shelves.get(`${source} ${kind}`) ?? 0);
  return {
    record({ source, kind, name }) {
      step += 1;
      if (kind !== undefined && name !== undefined) entities.set(name, step);
      else shelves.set(kind === undefined ? source : `${source} ${kind}`, step);
    },
    recordAll() {
      sinceAll = step += 1;
    },
    lastOfShelf,
    lastOf: (entity) => Math.max(lastOfShelf(entity), sinceDropped, entities.peek(entity.name) ?? 0),
  };
}
