import type { FetchNode } from '@apollo/query-planner';
import { isObject, own, typenameOf, type Json } from '../../writing/json.js';
import type { Path } from './positions.js';
import type { Run } from './run.js';
import type { Meets } from './types.js';

/** Objects with the variables that what stands around them gives. */
export interface InContext {
  readonly objects: Json[];
  readonly variables: Json;
}

const fragment = '... on ';

/**
 * Arguments that a fetch takes from a context: from objects above those it asks of. What is asked under the same values is asked together.
 * Null where it takes none.
 */
export function compileContexts({ contextRewrites }: FetchNode, path: Path, meets: Meets) {
  if (!contextRewrites?.length) return null;
  const names = [...new Set(contextRewrites.map(({ renameKeyTo }) => renameKeyTo))];
  const variablesOf = (line: readonly Json[]): Json | null => {
    const variables: Json = {};
    for (const { path: steps, renameKeyTo } of contextRewrites) {
      const ups = steps.filter((step) => step === '..').length;
      const value = follow(line.at(-1 - ups), steps.slice(ups), meets);
      if (value !== undefined) variables[renameKeyTo] = value;
    }
    // Of what is not known, nothing can be asked.
    return names.every((name) => name in variables) ? variables : null;
  };
  return ({ data }: Run, objects: readonly Json[]): InContext[] => {
    const asked = new Set(objects);
    const groups = new Map<string, InContext>();
    for (const line of linesTo(data, path)) {
      const object = line.at(-1)!;
      const variables = asked.has(object) ? variablesOf(line) : null;
      if (!variables) continue;
      const name = JSON.stringify(names.map((key) => variables[key]));
      const group = groups.get(name) ?? { objects: [], variables };
      groups.set(name, group);
      group.objects.push(object);
    }
    return [...groups.values()];
  };
}

/** Each object at a path, after all that it stands in. */
function linesTo(data: Json, path: Path): (readonly Json[])[] {
  let lines: (readonly Json[])[] = [[data]];
  for (const key of path)
    if (key !== '@')
      lines = lines.flatMap((line) => objectsIn(own(line.at(-1)!, String(key))).map((object) => [...line, object]));
  return lines;
}

const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.flatMap(objectsIn) : isObject(value) ? [value] : []);

function follow(from: unknown, [step, ...rest]: readonly string[], meets: Meets): unknown {
  if (step === undefined || from === null || from === undefined) return from;
  if (Array.isArray(from)) return from.map((item: unknown) => follow(item, [step, ...rest], meets));
  if (!isObject(from)) return undefined;
  if (!step.startsWith(fragment)) return follow(own(from, step), rest, meets);
  const condition = step.slice(fragment.length);
  return meets(typenameOf(from) ?? condition, condition) ? follow(from, rest, meets) : undefined;
}
