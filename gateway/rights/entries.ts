import { valueFromASTUntyped, type DirectiveNode } from 'graphql';
import { entryOf, typenameAlias, type Shape, type ShapeEntry, type ShapeField } from './shape.js';

type Variables = Readonly<Record<string, unknown>>;

/** The fields that apply to this object, by response key, in the order the client first named them. */
export function entriesFor(
  from: Readonly<Record<string, unknown>>,
  shapes: readonly Shape[],
  variables: Variables,
): readonly ShapeEntry[] {
  const typename = from[typenameAlias];
  const found = new Map<string, ShapeField[]>();
  for (const { fields } of shapes) {
    for (const field of fields) {
      if (field.onTypes && typeof typename === 'string' && !field.onTypes.has(typename)) continue;
      if (!included(field.conditions, variables)) continue;
      const same = found.get(field.key);
      if (same) same.push(field);
      else found.set(field.key, [field]);
    }
  }
  return [...found].map(([key, fields]) => entryOf(key, fields));
}

function included(conditions: readonly DirectiveNode[], variables: Variables): boolean {
  return conditions.every(({ name, arguments: args }) => {
    const condition = args?.find((argument) => argument.name.value === 'if');
    if (!condition) return true;
    const value = valueFromASTUntyped(condition.value, variables);
    return name.value === 'skip' ? value !== true : name.value === 'include' ? value === true : true;
  });
}
