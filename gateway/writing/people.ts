import type { Shape } from '../rights/shape.js';
import { isObject, own, type Json } from './json.js';
import type { FieldShape, ObjectShape, Selection } from './selection.js';

type TypenameOf = (object: Json) => string | null;
type Collect = (value: unknown, into: string[]) => void;

/** Finds the personal identifiers that the filter's questions about an object were answered with. */
export function compileSubjects(
  shape: ObjectShape,
  aliases: readonly string[],
  typenameOf: TypenameOf,
): (value: Json) => readonly string[] {
  const asked = shape.fields.filter(({ key }) => aliases.includes(key));
  const fields = asked.map(({ from, below }) => [from, textsIn(below, typenameOf)] as const);
  return (value) => {
    const found: string[] = [];
    for (const [from, collect] of fields) collect(own(value, from), found);
    return found;
  };
}

/** Finds the people whom the objects of a field's value tell of; null where those tell of nobody in particular. */
export function compilePeople(
  { below }: FieldShape,
  children: readonly Shape[],
  typenameOf: TypenameOf,
): ((value: unknown) => readonly string[]) | null {
  const aliases = children.flatMap(({ subjectAliases }) => subjectAliases);
  if (aliases.length === 0 || !below) return null;
  const known = new Map<ObjectShape, (value: Json) => readonly string[]>();
  const subjectsOf = (value: Json): readonly string[] => {
    const shape = below.shapeOf(typenameOf(value));
    if (!shape) return [];
    let collect = known.get(shape);
    if (!collect) known.set(shape, (collect = compileSubjects(shape, aliases, typenameOf)));
    return collect(value);
  };
  return (value) => (Array.isArray(value) ? value.flat(3) : [value]).flatMap((item) => (isObject(item) ? subjectsOf(item) : []));
}

/** All texts of a value, of which only what was asked for counts: what a plan needs besides is no identifier of anybody. */
function textsIn(below: Selection | null, typenameOf: TypenameOf): Collect {
  const collect: Collect = (value, into) => {
    if (typeof value === 'string') into.push(value);
    else if (Array.isArray(value)) for (const item of value) collect(item, into);
    else if (isObject(value)) {
      const fields = below?.shapeOf(typenameOf(value))?.fields ?? [];
      for (const field of fields) if (field.type) textsIn(field.below, typenameOf)(own(value, field.from), into);
    }
  };
  return collect;
}
