import { readFileSync } from 'node:fs';

/** After so many times the deadline it is over, however little of it the thread was given. */
const atMost = 5;
const leastWaitMs = 5;

/**
 * Calls `late` once a thread has worked for `ms`: on a machine that is busy with others an operation is not called costly for it. Where the
 * system does not tell how long a thread has worked, `ms` are as the clock counts them.
 */
export function watchDeadline(ms: number, task: string | null, late: () => void): { readonly clear: () => void } {
  const began = performance.now();
  const before = workedMs(task);
  let timer = setTimeout(look, ms);
  function look(): void {
    const passed = performance.now() - began;
    const worked = (workedMs(task) ?? Infinity) - (before ?? 0);
    if (worked >= ms || passed >= ms * atMost) late();
    else timer = setTimeout(look, Math.max(leastWaitMs, ms - worked));
  }
  return { clear: () => clearTimeout(timer) };
}

/** What Linux tells of a thread of this process, first in nanoseconds how long it ran. */
function workedMs(task: string | null): number | null {
  if (task === null) return null;
  try {
    return Number(readFileSync(`/proc/self/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
