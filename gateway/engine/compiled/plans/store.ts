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
export const createPlanStore = <T>(make: Make<T>): PlanStore<T> => new Store(make);

const { maxPlans, maxPlanBytes, maxNameBytes, maxRefused, refusedForMs } = planStoreLimits;

class Store<T> implements PlanStore<T> {
  readonly #kept = new LRUCache<string, Kept<T>>({ max: maxPlans, maxSize: maxPlanBytes, sizeCalculation: ({ bytes }) => bytes });
  /** Names of documents as they are asked for → of their normalised texts. */
  readonly #names = new LRUCache<string, string>({
    maxSize: maxNameBytes,
    sizeCalculation: (name, key) => name.length + key.length,
  });
  readonly #refused = new LRUCache<string, Error>({ max: maxRefused, ttl: refusedForMs });
  readonly #making = new Map<string, Promise<T>>();
  readonly #make: Make<T>;

  constructor(make: Make<T>) {
    this.#make = make;
  }

  find(asked: Planned): T | Promise<T> {
    const known = asked.operationName ? `${asked.key} ${asked.operationName}` : asked.key;
    const found = this.#kept.get(this.#names.get(known) ?? '');
    return found ? used(found) : this.#findNew(asked, known);
  }

  async #findNew(asked: Planned, known: string): Promise<T> {
    const text = normalised(asked.document, asked.operationName);
    const name = digest(text);
    this.#names.set(known, name);
    const found = this.#kept.get(name);
    if (found) return used(found);
    const refusal = this.#refused.get(name);
    if (refusal) throw refusal;
    // What comes next takes its time, too: the requests at hand go first.
    await afterOthers();
    return this.#makeOnce(name, text, false);
  }

  #makeOnce(name: string, text: string, background: boolean): Promise<T> {
    const running = this.#making.get(name);
    if (running) return running;
    const made = this.#makeAndKeep(name, text, background);
    this.#making.set(name, made);
    const done = () => void this.#making.delete(name);
    made.then(done, done);
    return made;
  }

  async #makeAndKeep(name: string, text: string, background: boolean): Promise<T> {
    try {
      const { value, bytes } = await this.#make(text, background);
      this.#kept.set(name, { value, bytes, text, uses: background ? 0 : 1 });
      return value;
    } catch (error) {
      if (hubErrorIn(error)?.code === 'BAD_REQUEST') this.#refused.set(name, error as Error);
      throw error;
    }
  }

  async warm(text: string): Promise<void> {
    const name = digest(text);
    if (!this.#kept.has(name)) await this.#makeOnce(name, text, true).catch(() => undefined);
  }

  frequent(max: number): readonly string[] {
    return [...this.#kept.values()]
      .filter(({ uses }) => uses > 0)
      .toSorted((a, b) => b.uses - a.uses)
      .slice(0, max)
      .map(({ text }) => text);
  }

  clear(): void {
    this.#kept.clear();
    this.#names.clear();
  }
}

function used<T>(found: Kept<T>): T {
  found.uses++;
  return found.value;
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
