/** A key that already names another request. */
export const reused = Symbol('reused');

/** Runs each request once: the same key and input are answered with the first result, and change nothing. */
export type Once = <T>(key: string, input: unknown, make: () => T) => T | typeof reused;

export function createOnce(): Once {
  const made = new Map<string, { readonly input: string; readonly result: unknown }>();
  return <T>(key: string, input: unknown, make: () => T) => {
    const text = JSON.stringify(input);
    const known = made.get(key);
    if (known) return known.input === text ? (known.result as T) : reused;
    const result = make();
    made.set(key, { input: text, result });
    return result;
  };
}

/** Whether `key` is one a system takes. */
export const isRequestKey = (key: unknown): key is string => typeof key === 'string' && /^[\w-]{8,64}$/.test(key);
