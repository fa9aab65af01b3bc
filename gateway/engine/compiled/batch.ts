import type { SubgraphAnswer } from '../engine.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import type { Json } from '../../writing/json.js';
import { send, type Outlet, type Run } from './run.js';

export type Sent = readonly [answer: SubgraphAnswer, entities: readonly unknown[]];

/** Entities that one request asks for, each once, from wherever in the answer they stand. */
export class Batch {
  /** By their representations. */
  readonly #indexes = new Map<string, number>();
  readonly answer: Promise<Sent>;

  constructor(run: Run, outlet: Outlet, variables: Json, close: () => void) {
    this.answer = new Promise((resolve) => {
      // After everything that the answers at hand lead to has joined.
      process.nextTick(() => {
        close();
        const representations = [...this.#indexes.keys()];
        this.#indexes.clear();
        resolve(ask({ run, outlet, variables }, representations));
      });
    });
  }

  /** The index of a representation in the request. */
  add(representation: string): number {
    let index = this.#indexes.get(representation);
    if (index === undefined) this.#indexes.set(representation, (index = this.#indexes.size));
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
