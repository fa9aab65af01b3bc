import { parse, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { Restrictions } from './rules.js';
import { subjectAliasOf } from './shape.js';

/** What asks, of an object of `type`, for the person whom it tells of; null for a type that tells of nobody in particular. */
export function subjectOf({ dataSubjects }: Pick<Restrictions, 'dataSubjects'>, type: string): FieldNode | null {
  const selection = dataSubjects.get(type);
  if (selection === undefined) return null;
  const text = `{ ${subjectAliasOf(type)}: ${selection} }`;
  return (parse(text, { noLocation: true }).definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
}

/** The personal identifiers that such questions were answered with. */
export function subjectsIn(object: Readonly<Record<string, unknown>>, aliases: readonly string[]): readonly string[] {
  return aliases.flatMap((alias) => textsIn(object[alias]));
}

/** The people whom the objects of a value tell of; null where they tell of nobody in particular. */
export function peopleIn(
  value: unknown,
  shapes: readonly { readonly subjectAliases: readonly string[] }[],
): readonly string[] | null {
  const aliases = shapes.flatMap(({ subjectAliases }) => subjectAliases);
  if (aliases.length === 0) return null;
  const objects = (Array.isArray(value) ? value.flat(3) : [value]) as (Record<string, unknown> | null)[];
  return objects.flatMap((object) => (object ? subjectsIn(object, aliases) : []));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
