import type { SubgraphAnswer } from '../engine.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import { quote } from '../../writing/quote.js';
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
        resolve(ask({ run, outlet, variables, texts: [...this.#indexes.keys()] }, this.#representations));
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

/** A representation as JSON, equal for equal ones: by it they are told apart, and sent. */
export function nameOf(representation: Json): string {
  let text = '';
  for (const key of Object.keys(representation)) text += `${text === '' ? '{' : ','}"${key}":${written(representation[key])}`;
  return `${text}}`;
}

// Most are a type and a key: it takes half the time of the general way.
const written = (value: unknown): string =>
  typeof value === 'string' ? quote(value) : typeof value === 'number' ? `${value}` : JSON.stringify(value);

interface Asking {
  readonly run: Run;
  readonly outlet: Outlet;
  readonly variables: Json;
  readonly texts: readonly string[];
}

async function ask({ run, outlet, variables, texts }: Asking, representations: readonly Json[]): Promise<Sent> {
  const others = JSON.stringify(variables).slice(0, -1);
  const text = `${others}${others === '{' ? '' : ','}"representations":[${texts.join(',')}]}`;
  const answer = await send(run, outlet, { ...variables, representations }, text);
  if (!answer.data) return [answer, []];
  const entities = answer.data['_entities'];
  if (Array.isArray(entities) && entities.length === representations.length) return [answer, entities];
  return [answer.errors?.length ? answer : noAnswer(outlet.service, 'SOURCE_BAD_DATA'), []];
}
