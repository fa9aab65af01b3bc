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
