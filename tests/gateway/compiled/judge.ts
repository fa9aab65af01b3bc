import type { Outcome } from './both-engines.js';

/** Why our answer may differ from the stock engine's, and is right where it does. */
export const known = {
  typeForgotten:
    'After a fetch from a subgraph with an interface object, the stock engine holds an object for one of the interface alone, and leaves out what was asked of its type.',
  ownNulls: 'The stock engine makes a null for a non-null position without an error.',
  keysOfThePlan: 'The stock engine names what only its plan asked for; we name the object it was asked of.',
  wrongPlace: 'The stock engine counts entities that were not sent, or lists that are not there, and names another position.',
} as const;
export type Difference = keyof typeof known | 'unexplained';

type Path = readonly string[];

/** What differs between two answers to one question; empty where nothing does. */
export function judge(own: Outcome, stock: Outcome): Difference[] {
  const found = new Set<Difference>();
  if (!same(own.data, stock.data)) found.add(holds(own.data, stock.data) ? 'typeForgotten' : 'unexplained');
  const ours = own.errors.filter((error) => !stock.errors.includes(error));
  for (const error of ours) found.add(onlyOurs(error, own.data));
  for (const error of stock.errors) if (!own.errors.includes(error)) found.add(onlyTheirs(error, own.data, ours));
  return [...found];
}

function onlyOurs(error: string, data: unknown): Difference {
  const value = valueAt(data, pathOf(error));
  if (value !== null) return typeof value === 'object' ? 'keysOfThePlan' : 'unexplained';
  return error.includes('Cannot return null for') ? 'ownNulls' : 'wrongPlace';
}

/** An error of theirs at a position that is null must be ours, too; there, or at another place that they do not name. */
function onlyTheirs(error: string, data: unknown, ours: readonly string[]): Difference {
  const value = valueAt(data, pathOf(error));
  // Of an answer that is null as a whole, nothing shows what was asked.
  if (value === undefined || data === null) return 'keysOfThePlan';
  return value !== null || ours.some((other) => wordsOf(other) === wordsOf(error)) ? 'wrongPlace' : 'unexplained';
}

const wordsOf = (error: string) => error.slice(error.indexOf(' '));
const pathOf = (error: string): Path => error.split(' ', 1)[0]!.split('.');

/** Null where the path leads through a null; undefined where nothing of that name was asked. */
function valueAt(data: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined || data === null || data === undefined) return data;
  return valueAt((data as Record<string, unknown>)[key], rest);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Does `more` hold all that `less` does, and perhaps fields besides, or objects that are null there? */
function holds(more: unknown, less: unknown): boolean {
  if (less === null) return true;
  if (Array.isArray(more) && Array.isArray(less))
    return more.length === less.length && more.every((item, index) => holds(item, less[index]));
  if (!isObject(more) || !isObject(less)) return more === less;
  return Object.keys(less).every((key) => key in more && holds(more[key], less[key]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
