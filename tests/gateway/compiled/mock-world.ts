import { Kind, parse, type DocumentNode, type FieldDefinitionNode, type SelectionSetNode, type TypeNode } from 'graphql';
import type { World } from './mock-values.js';

type Definition = Extract<DocumentNode['definitions'][number], { readonly fields?: readonly FieldDefinitionNode[] }>;

/** What the subgraphs' schemas say of a world. */
export function worldOf(documents: readonly DocumentNode[]): World {
  const entities = new Set<string>();
  const keys = new Set<string>();
  for (const document of documents)
    for (const type of typesOf(document))
      for (const key of textsOf(type, 'key')) {
        if (type.kind === Kind.OBJECT_TYPE_DEFINITION && !has(type, 'interfaceObject')) entities.add(type.name.value);
        noteKeys(document, type.name.value, selectionOf(key), keys);
      }
  const membersOf = (coordinate: string): readonly string[] => {
    const [type, field] = coordinate.split('.') as [string, string];
    const named = [type, ...interfacesOf(documents, type)];
    for (const document of documents) {
      const owner = typesOf(document).find(
        ({ name, fields }) => named.includes(name.value) && fields?.some((each) => isOwn(each, field)),
      );
      const gives = owner?.fields?.find(({ name }) => name.value === field);
      if (owner && gives && !has(owner, 'external')) return membersIn(documents, document, namedTypeOf(gives.type));
    }
    return [];
  };
  return { entities, keys, membersOf };
}

/** What the fields that require others require, by `Type.field`. */
export function requirements(documents: readonly DocumentNode[]): Map<string, SelectionSetNode> {
  const found = new Map<string, SelectionSetNode>();
  for (const type of documents.flatMap(typesOf))
    for (const field of type.fields ?? [])
      for (const text of textsOf(field, 'requires')) {
        const owners = has(type, 'interfaceObject') ? implementersOf(documents, type.name.value) : [];
        for (const owner of [type.name.value, ...owners]) found.set(`${owner}.${field.name.value}`, selectionOf(text));
      }
  return found;
}

/** The keys by which a subgraph can be asked of a type's objects. */
export const keysOf = ({ directives = [] }: Marked): SelectionSetNode[] =>
  directives.flatMap((directive) => {
    const given = directive.arguments ?? [];
    const isResolvable = !given.some(
      ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
    );
    return isResolvable ? textsOf({ directives: [directive] }, 'key').map(selectionOf) : [];
  });

const isOwn = (field: FieldDefinitionNode, name: string) => field.name.value === name && !has(field, 'external');

function membersIn(documents: readonly DocumentNode[], document: DocumentNode, name: string): readonly string[] {
  for (const node of document.definitions) {
    if (!('name' in node) || node.name?.value !== name) continue;
    if (node.kind === Kind.UNION_TYPE_DEFINITION) return (node.types ?? []).map((type) => type.name.value);
    if (node.kind === Kind.INTERFACE_TYPE_DEFINITION) return implementersOf([document], name);
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION && has(node, 'interfaceObject')) return implementersOf(documents, name);
  }
  return [];
}

const implementersOf = (documents: readonly DocumentNode[], name: string) => [
  ...new Set(
    documents
      .flatMap(typesOf)
      .filter(
        ({ kind, interfaces }) => kind === Kind.OBJECT_TYPE_DEFINITION && interfaces?.some((each) => each.name.value === name),
      )
      .map((type) => type.name.value),
  ),
];

const interfacesOf = (documents: readonly DocumentNode[], name: string) =>
  documents
    .flatMap(typesOf)
    .flatMap((type) => (type.name.value === name ? (type.interfaces ?? []).map((each) => each.name.value) : []));

function noteKeys(document: DocumentNode, type: string, set: SelectionSetNode, into: Set<string>): void {
  for (const node of set.selections) {
    if (node.kind !== Kind.FIELD) continue;
    into.add(`${type}.${node.name.value}`);
    const definition = typesOf(document).find(({ name }) => name.value === type);
    const field = definition?.fields?.find(({ name }) => name.value === node.name.value);
    if (field && node.selectionSet) noteKeys(document, namedTypeOf(field.type), node.selectionSet, into);
  }
}

const typesOf = (document: DocumentNode): Definition[] =>
  document.definitions.filter(
    (node): node is Definition => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );

type Marked = Pick<FieldDefinitionNode, 'directives'>;
const has = ({ directives = [] }: Marked, directive: string) => directives.some(({ name }) => name.value === directive);
const textsOf = ({ directives = [] }: Marked, directive: string): string[] =>
  directives.flatMap(({ name, arguments: given = [] }) =>
    name.value === directive ? given.flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : [])) : [],
  );

function selectionOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${fields} are no fields.`);
  return operation.selectionSet;
}

const namedTypeOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type));
