import type { SubgraphAnswer } from '../engine.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import type { Json } from '../../writing/json.js';
import { send, type Outlet, type Run } from './run.js';

export type Sent = readonly [answer: SubgraphAnswer, entities: readonly unknown[]];

/** Entities that one request asks for, each once, from wherever in the answer they stand. */
export class Batch {
  readonly #representations: string[] = [];
  /** The first of each telling value, and the others by all they say: to look for short values takes half the time. */
  readonly #firsts = new Map<unknown, number>();
  readonly #others = new Map<unknown, number>();
  readonly answer: Promise<Sent>;

  constructor(run: Run, outlet: Outlet, variables: Json, close: () => void) {
    this.answer = new Promise((resolve) => {
      // After everything that the answers at hand lead to has joined.
      process.nextTick(() => {
        close();
        this.#firsts.clear();
        this.#others.clear();
        resolve(ask({ run, outlet, variables }, this.#representations.splice(0)));
      });
    });
  }

  /** The index of a representation in the request. `telling`: a value that is the same in equal representations. */
  add(representation: string, telling: unknown = representation): number {
    const first = this.#firsts.get(telling);
    if (first === undefined) return this.#append(representation, this.#firsts, telling);
    if (this.#representations[first] === representation) return first;
    return this.#others.get(representation) ?? this.#append(representation, this.#others, representation);
  }

  #append(representation: string, to: Map<unknown, number>, name: unknown): number {
    const index = this.#representations.push(representation) - 1;
    to.set(name, index);
    return index;
  }
}

interface Asking {
  readonly run: Run;
  readonly outlet: Outlet;
  readonly variables: Json;
}

async function ask({ run, outlet, variables }: Asking, representations: readonly string[]): Promise<Sent> {
  const others = JSON.stringify(variables).slice(0, -1);
  const text = `${others}${others === '{' ? '' : ','}"representations":[${representations.join(',')}]}`;
  const count = representations.length;
  const answer = await send(run, outlet, text);
  if (!answer.data) return [answer, []];
  const entities = answer.data['_entities'];
  if (Array.isArray(entities) && entities.length === count) return [answer, entities];
  return [answer.errors?.length ? answer : noAnswer(outlet.service, 'SOURCE_BAD_DATA'), []];
}
