import type { SubgraphAnswer } from '../engine.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import type { Json } from './json.js';
import { send, type Outlet, type Run } from './run.js';

export type Sent = readonly [answer: SubgraphAnswer, entities: readonly unknown[]];

/** Entities that one request asks for, each once, from wherever in the answer they stand. */
export class Batch {
  readonly #representations: Json[] = [];
  readonly #indexes = new Map<string, number>();
  readonly answer: Promise<Sent>;

  constructor(run: Run, outlet: Outlet, variables: Json, close: () => void) {
    this.answer = new Promise((resolve) => {
      // After everything that the answers at hand lead to has joined.
      process.nextTick(() => {
        close();
        resolve(ask(run, outlet, { ...variables, representations: this.#representations }));
      });
    });
  }

  /** The index of a representation in the request. */
  add(representation: Json): number {
    const name = nameOf(representation);
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    this.#indexes.set(name, this.#representations.length);
    return this.#representations.push(representation) - 1;
  }
}

/** Equal representations have equal names. Most are a type and a key. */
export function nameOf(representation: Json): string {
  const keys = Object.keys(representation);
  const second = keys[1];
  if (keys.length === 2 && keys[0] === '__typename' && second !== undefined) {
    const key = representation[second];
    if (typeof key === 'string') return `${String(representation['__typename'])} ${second} ${key}`;
  }
  return JSON.stringify(representation);
}

async function ask(run: Run, outlet: Outlet, variables: Json & { readonly representations: readonly Json[] }): Promise<Sent> {
  const answer = await send(run, outlet, variables);
  if (!answer.data) return [answer, []];
  const entities = answer.data['_entities'];
  if (Array.isArray(entities) && entities.length === variables.representations.length) return [answer, entities];
  return [answer.errors?.length ? answer : noAnswer(outlet.service, 'SOURCE_BAD_DATA'), []];
}
