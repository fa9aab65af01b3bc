import { LRUCache } from 'lru-cache';
import { hubErrorIn } from '../../../../core/public-error.js';
import { planStoreLimits } from '../../../limits/limits.js';
import type { EngineRequest } from '../../engine.js';

/**
 * Finds what is kept of an operation with `@defer`; null for one that the planner does not know how to answer in parts: what is left for
 * later may need, through `@requires`, what is left for later itself. It is not tried again for a while.
 */
export function whereItCan<T>(find: (request: EngineRequest) => T | Promise<T>): (request: EngineRequest) => Promise<T | null> {
  const wholeOnly = new LRUCache<string, true>({ max: planStoreLimits.maxRefused, ttl: planStoreLimits.refusedForMs });
  return async (request) => {
    const name = `${request.key} ${request.operationName ?? ''}`;
    if (wholeOnly.has(name)) return null;
    try {
      return await find(request);
    } catch (error) {
      // That nothing can be planned now says nothing of the operation.
      if (hubErrorIn(error)?.code === 'SERVICE_UNAVAILABLE') throw error;
      wholeOnly.set(name, true);
      return null;
    }
  };
}
