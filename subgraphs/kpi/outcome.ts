/** What `work` gives, or the Error it failed with: an answer to one key of a loader. */
export function outcomeOf<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error as Error;
  }
}
