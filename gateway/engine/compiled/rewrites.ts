import type { FetchNode } from '@apollo/query-planner';
import { isObject, own, put, typenameOf, type Json } from '../../writing/json.js';
import type { Meets } from './types.js';

type Rewrites = NonNullable<FetchNode['outputRewrites']>;
type Change = (value: unknown) => unknown;

/** What the planner wants renamed or set in what is sent or answered. What it is given is never changed: the change is in a copy. */
export function compileRewrites(rewrites: Rewrites | undefined, meets: Meets): Change | null {
  if (!rewrites?.length) return null;
  const changes = rewrites.map((rewrite) => compilePath(rewrite.path.slice(0, -1), changeAt(rewrite), meets));
  return (value) => changes.reduce((changed, change) => change(changed), value);
}

function changeAt(rewrite: Rewrites[number]): (object: Json) => Json {
  const key = rewrite.path.at(-1)!;
  if (rewrite.kind === 'ValueSetter') return (object) => ({ ...object, [key]: rewrite.setValueTo as unknown });
  return (object) => {
    if (own(object, key) === undefined) return object;
    const { [key]: value, ...rest } = object;
    put(rest, rewrite.renameKeyTo, value);
    return rest;
  };
}

const fragment = '... on ';

function compilePath([step, ...rest]: readonly string[], change: (object: Json) => Json, meets: Meets): Change {
  if (step === undefined) return overLists(change);
  const next = compilePath(rest, change, meets);
  if (step.startsWith(fragment)) {
    const condition = step.slice(fragment.length);
    // What does not say its type is of the type that was asked for.
    return overLists((object) => (meets(typenameOf(object) ?? condition, condition) ? next(object) : object));
  }
  return overLists((object) => {
    const value = own(object, step);
    return value === undefined || value === null ? object : { ...object, [step]: next(value) };
  });
}

const overLists = (change: (object: Json) => unknown): Change => {
  const each: Change = (value) => (Array.isArray(value) ? value.map(each) : isObject(value) ? change(value) : value);
  return each;
};
