import { HubError } from '../../../../core/errors.js';
import { refusedWith } from '../../../refused-request.js';

/** What is waited for: REQUEST_TIMEOUT when the signal fires meanwhile. What is at hand is given as it is. */
export function inTime<T>(found: T | Promise<T>, signal: AbortSignal): T | Promise<T> {
  return found instanceof Promise ? waitFor(found, signal) : found;
}

const waitFor = <T>(found: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const expire = () => reject(refusedWith(504, new HubError('REQUEST_TIMEOUT')));
    signal.addEventListener('abort', expire, { once: true });
    found.then(resolve, reject).finally(() => signal.removeEventListener('abort', expire));
  });
