import { createHash } from 'node:crypto';
import { Kind, parse, print, visit, type DocumentNode, type SelectionNode } from 'graphql';

/** Whether a document is one of those that were registered beforehand. */
export type Trust = (document: DocumentNode) => boolean;

/**
 * Trusts these texts, and the same with other white space, comments, or `__typename` beside other fields, as clients add it. A trusted
 * document may name fields that its sender cannot see: who wrote it knew the schema, and who sends it learns nothing by it.
 */
export function trustTexts(texts: readonly string[]): Trust {
  const known = new Set(texts.map((text) => fingerprint(parse(text))));
  return (document) => known.size > 0 && known.has(fingerprint(document));
}

const fingerprint = (document: DocumentNode): string =>
  createHash('sha256')
    .update(print(visit(document, { SelectionSet: (set) => ({ ...set, selections: withoutTypename(set.selections) }) })))
    .digest('hex');

function withoutTypename(selections: readonly SelectionNode[]): readonly SelectionNode[] {
  const others = selections.filter((node) => !(node.kind === Kind.FIELD && node.name.value === '__typename' && !node.alias));
  return others.length > 0 ? others : selections;
}
