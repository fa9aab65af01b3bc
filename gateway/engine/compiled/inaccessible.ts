import { Kind, parse, visit, type DocumentNode } from 'graphql';
import { argumentsOf, featureOf, schemaLinks } from '../../supergraph/features.js';

const additions = parse(
  `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)`,
  { noLocation: true },
).definitions;

/** What a supergraph calls `@inaccessible`; null where it has none. */
export function nameOfInaccessible(document: DocumentNode): string | null {
  const link = schemaLinks(document).find((node) => featureOf(node) === 'inaccessible');
  if (!link) return null;
  const { as } = argumentsOf(link);
  return typeof as === 'string' ? as : 'inaccessible';
}

/** A supergraph that may use `@inaccessible`. */
export function withInaccessible(document: DocumentNode): DocumentNode {
  if (nameOfInaccessible(document)) return document;
  const [definition, extension] = additions;
  const links = extension?.kind === Kind.SCHEMA_EXTENSION ? (extension.directives ?? []) : [];
  const linked = visit(document, {
    SchemaDefinition: (node) => ({ ...node, directives: [...(node.directives ?? []), ...links] }),
  });
  return { ...linked, definitions: [...linked.definitions, definition!] };
}
