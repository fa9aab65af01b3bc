import { valueFromASTUntyped, type DirectiveNode } from 'graphql';
import { noParts, startsWith } from './parts.js';
import { entryOf, typenameAlias, type Shape, type ShapeEntry, type ShapeField } from './shape.js';

type Variables = Readonly<Record<string, unknown>>;

/** What applies to one object. */
export interface Applying {
  /** The fields by response key, in the order the client first named them. */
  readonly entries: readonly ShapeEntry[];
  /** Labels of the parts that tell more of the object. */
  readonly later: readonly string[];
}

/** What applies to this object, in the part `around`: what stands outside of all fragments that are left for later, or in all of these. */
export function entriesFor(
  from: Readonly<Record<string, unknown>>,
  shapes: readonly Shape[],
  variables: Variables,
  around: readonly string[] = noParts,
): Applying {
  const typename = from[typenameAlias];
  const applies = ({ onTypes, conditions, parts }: ShapeField) =>
    !(onTypes && typeof typename === 'string' && !onTypes.has(typename)) &&
    included(conditions, variables) &&
    startsWith(parts, around);
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
  return { entries: [...found].map(([key, fields]) => entryOf(key, fields)), later: [...later] };
}

function included(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every(({ name, arguments: args }) => {
    const condition = args?.find((argument) => argument.name.value === 'if');
    if (!condition) return true;
    const value = valueFromASTUntyped(condition.value, variables);
    return name.value === 'skip' ? value !== true : name.value === 'include' ? value === true : true;
  });
}
