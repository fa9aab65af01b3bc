import { noParts, startsWith } from '../rights/parts.js';
import type { Shape, ShapeField } from '../rights/shape.js';
import { holdsIn, isIn } from './ways.js';

type Variables = Readonly<Record<string, unknown>>;

/** What stands under one response key: the fields that were asked for under it. */
export interface ShapeEntry {
  readonly key: string;
  readonly fields: readonly ShapeField[];
}

/** What applies to one object. */
export interface Applying {
  /** The fields by response key, in the order the client first named them. */
  readonly entries: readonly ShapeEntry[];
  /** Labels of the parts that tell more of the object. */
  readonly later: readonly string[];
}

/** What applies to an object of this type, in the part `around`: what stands outside of all fragments that are left for later, or in all of these. */
export function entriesFor(
  typename: string,
  shapes: readonly Shape[],
  variables: Variables,
  around: readonly string[] = noParts,
): Applying {
  const holds = holdsIn(variables);
  const applies = ({ onTypes, conditions, parts }: ShapeField) =>
    (onTypes === null || onTypes.has(typename)) && isIn(conditions, holds) && startsWith(parts, around);
  const found = new Map<string, ShapeField[]>();
  const later = new Set<string>();
  for (const { fields } of shapes) {
    for (const field of fields) {
      if (!applies(field)) continue;
      const same = found.get(field.key);
      if (field.parts.length > around.length) later.add(field.parts[around.length]!);
      else if (same) same.push(field);
      else found.set(field.key, [field]);
    }
  }
  return { entries: [...found].map(([key, fields]) => ({ key, fields })), later: [...later] };
}
