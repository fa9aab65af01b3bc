import { createHash } from 'node:crypto';
import { setImmediate as afterOthers } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { EngineRequest } from '../../engine.js';
import { hubErrorIn } from '../../../../core/public-error.js';
import { planStoreLimits } from '../../../limits/limits.js';
import { normalised } from './normalise.js';

type Planned = Pick<EngineRequest, 'key' | 'document' | 'operationName'>;

/** Makes ready what a normalised text asks; `background`: nobody waits for it. */
export type Make<T> = (text: string, background: boolean) => Promise<Made<T>>;

export interface Made<T> {
  readonly value: T;
  /** About what it takes of memory. */
  readonly bytes: number;
}

export interface PlanStore<T> {
  /** What is kept of an operation, made on first use; made once, however many ask for it meanwhile. */
  find(asked: Planned): T | Promise<T>;
  /** Makes ready what is not yet. Never rejects: what cannot be made is left. */
  warm(text: string): Promise<void>;
  /** The texts most asked for, most first. */
  frequent(max: number): readonly string[];
  clear(): void;
}

interface Kept<T> extends Made<T> {
  readonly text: string;
  uses: number;
}

/**
 * Keeps what was made of operations, within a number and a size. An operation that was refused is refused at once for a while, so that
 * nobody can have it tried over and over.
 */
export function createPlanStore<T>(make: Make<T>): PlanStore<T> {
  const { maxPlans, maxPlanBytes, maxNameBytes, maxRefused, refusedForMs } = planStoreLimits;
  const kept = new LRUCache<string, Kept<T>>({ max: maxPlans, maxSize: maxPlanBytes, sizeCalculation: ({ bytes }) => bytes });
  /** Names of documents as they are asked for → of their normalised texts. */
  const names = new LRUCache<string, string>({ maxSize: maxNameBytes, sizeCalculation: (name, key) => name.length + key.length });
  const refused = new LRUCache<string, Error>({ max: maxRefused, ttl: refusedForMs });
  const making = new Map<string, Promise<T>>();

  const makeOnce = (name: string, text: string, background: boolean): Promise<T> => {
    const running = making.get(name);
    if (running) return running;
    const made = make(text, background).then(
      ({ value, bytes }) => {
        kept.set(name, { value, bytes, text, uses: background ? 0 : 1 });
        return value;
      },
      (error: unknown) => {
        if (hubErrorIn(error)?.code === 'BAD_REQUEST') refused.set(name, error as Error);
        throw error;
      },
    );
    making.set(name, made);
    void made.catch(() => undefined).finally(() => making.delete(name));
    return made;
  };

  const findNew = async (asked: Planned, known: string): Promise<T> => {
    const text = normalised(asked.document, asked.operationName);
    const name = digest(text);
    names.set(known, name);
    const found = kept.get(name);
    if (found) return used(found);
    const refusal = refused.get(name);
    if (refusal) throw refusal;
    // What comes next takes its time, too: the requests at hand go first.
    await afterOthers();
    return makeOnce(name, text, false);
  };

  return {
    find(asked) {
      const known = asked.operationName ? `${asked.key} ${asked.operationName}` : asked.key;
      const found = kept.get(names.get(known) ?? '');
      return found ? used(found) : findNew(asked, known);
    },
    async warm(text) {
      const name = digest(text);
      if (!kept.has(name)) await makeOnce(name, text, true).catch(() => undefined);
    },
    frequent: (max) =>
      [...kept.values()]
        .filter(({ uses }) => uses > 0)
        .toSorted((a, b) => b.uses - a.uses)
        .slice(0, max)
        .map(({ text }) => text),
    clear() {
      kept.clear();
      names.clear();
    },
  };
}

function used<T>(found: Kept<T>): T {
  found.uses++;
  return found.value;
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
