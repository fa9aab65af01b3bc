import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DirectiveNode, type DocumentNode } from 'graphql';

/** The security features whose rules the hub enforces itself. */
const known = ['authenticated', 'requiresScopes', 'policy'];
/** The engine itself keeps what is @inaccessible out of the schema that clients see, and gives arguments from contexts. */
const enginesOwn = ['inaccessible', 'context'];
const linkUrl = /^https:\/\/specs\.apollo\.dev\/(\w+)\/v\d+\.\d+$/;

/** Is `name` a directive or a scalar (`requiresScopes__Scope`) of those features? */
export const isSecurityName = (name: string) => known.includes(name.split('__', 1)[0]!);

/** The feature that a `@link` on the schema brings in. */
export function featureOf(link: DirectiveNode | ConstDirectiveNode): string | null {
  return linkUrl.exec(String(argumentsOf(link)['url']))?.[1] ?? null;
}

/** Throws for a supergraph with a security feature that the hub does not know, or knows only under another name. */
export function assertReadableFeatures(document: DocumentNode): void {
  for (const link of schemaLinks(document)) {
    const { url, as, for: purpose, import: imports } = argumentsOf(link);
    const feature = featureOf(link);
    const ours = feature !== null && isSecurityName(feature);
    if (purpose === 'SECURITY' && !ours && !enginesOwn.includes(String(feature)))
      throw new Error(`The supergraph uses the security feature ${String(url)}, which the hub does not know.`);
    if (ours && (as !== undefined || imports !== undefined))
      throw new Error(`The supergraph renames @${feature}; the hub reads it under its own name only.`);
  }
}

/** Every `@link` of the schema. */
export const schemaLinks = (document: DocumentNode) =>
  document.definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
    )
    .filter(({ name }) => name.value === 'link');

/** The arguments of a directive as plain values. */
export const argumentsOf = (directive: DirectiveNode | ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]) ?? []);
