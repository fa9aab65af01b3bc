import type { Answerer, Question, Taken } from '../answer.js';
import type { Engine, EngineSubscription, EventSource } from '../engine/engine.js';
import { badRequest } from '../refused-request.js';
import type { Answer } from '../writing/written.js';

/** What questions are asked of, for as long as one supergraph is served. */
export interface Serving {
  readonly answerer: Answerer;
  readonly engine: Pick<Engine, 'subscribe'>;
}

/** A subscription as one supergraph answers it. */
export interface Bound {
  readonly taken: Taken;
  readonly planned: EngineSubscription;
  readonly source: EventSource;
  readonly answerer: Answerer;
}

/** A subscription that may be opened, or its one answer where there is nothing to wait for; throws where it is refused. */
export async function bind({ answerer, engine }: Serving, question: Question): Promise<Bound | Answer> {
  const taken = await answerer.take(question);
  if (!('ready' in taken)) return taken;
  const { document, key } = taken.ready;
  // Everything was denied, and is said so at once.
  if (!document) return answerer.fetch(taken, question, async () => Promise.reject(new Error('There is nothing to fetch.')));
  if (!engine.subscribe) throw badRequest('This hub runs an engine that has no subscriptions.');
  const planned = await engine.subscribe({ document, operationName: question.operationName, key });
  return { taken, planned, answerer, source: planned.sourceOf(taken.variables) };
}

export const isBound = (bound: Bound | Answer): bound is Bound => 'planned' in bound;

/** Do two supergraphs answer the subscription alike: from the same events, by the same fetches? */
export const answersAlike = (one: Bound, other: Bound): boolean =>
  one.planned.plan === other.planned.plan && one.source.name === other.source.name;
