import {
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { partsOf, type OperationParts } from '../operation-parts.js';

/** An operation, and the same in words that nothing a plan adds can be confused with. */
export interface Operation extends OperationParts {
  /** What is planned. */
  readonly planned: DocumentNode;
  /** Under which key the plan answers a field of `definition`. */
  readonly keyOf: (field: FieldNode) => string;
  /** Is a key of the plan a client's field, whatever the plan needs besides? */
  readonly isClients: (key: string) => boolean;
  /** The client's name of a variable of the plan. */
  readonly variableOf: (name: string) => string;
}

/**
 * What `@requires` and keys ask for stands in the plan beside what the client asks for, under the field's own name. A client's field that
 * goes by another name, or takes arguments, is planned under a name of ours: else the one would be answered with the other's value.
 */
export function createReader(schema: GraphQLSchema) {
  const prefix = freePrefix(schema);
  return (document: DocumentNode, operationName: string | null): Operation => {
    const parts = partsOf(document, operationName);
    return { ...parts, ...renamed(schema, prefix, document, parts) };
  };
}

function renamed(
  schema: GraphQLSchema,
  prefix: string,
  document: DocumentNode,
  { fragments }: OperationParts,
): Pick<Operation, 'planned' | 'keyOf' | 'isClients' | 'variableOf'> {
  const fields = renameFields(schema, prefix, document, fragments);
  const representations = freeName('representations', document);
  const planned = visit(fields.document, {
    Variable: (node) =>
      node.name.value === 'representations' ? { ...node, name: { ...node.name, value: representations } } : undefined,
  });
  return {
    planned,
    keyOf: (field) => fields.keys.get(field) ?? field.name.value,
    isClients: (key) => fields.aliases.has(key),
    variableOf: (name) => (name === representations ? 'representations' : name),
  };
}

function renameFields(schema: GraphQLSchema, prefix: string, document: DocumentNode, fragments: OperationParts['fragments']) {
  const info = new TypeInfo(schema);
  const keys = new Map<FieldNode, string>();
  const aliases = new Map<string, string>();
  const changed = visit(
    document,
    visitWithTypeInfo(info, {
      Field(asked) {
        if (asked.name.value === '__typename') return typenameField;
        const node = withCertainty(asked, fragments);
        if (!isAmbiguous(node, (info.getFieldDef()?.args.length ?? 0) > 0)) return node === asked ? undefined : node;
        const use = [node.alias?.value ?? '', node.name.value, ...(node.arguments ?? []).map(print)].join(' ');
        const alias = aliases.get(use) ?? `${prefix}${aliases.size}`;
        aliases.set(use, alias);
        keys.set(asked, alias);
        return { ...node, alias: { kind: Kind.NAME, value: alias } };
      },
    }),
  );
  return { document: changed, keys, aliases: new Set(aliases.values()) };
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The planner leaves a field out if nothing below it can ever be asked for. The client is to see that there is something, all the same. */
function withCertainty(node: FieldNode, fragments: OperationParts['fragments']): FieldNode {
  const { selectionSet } = node;
  if (!selectionSet || isCertain(selectionSet, fragments)) return node;
  return { ...node, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, typenameField] } };
}

/** Is anything asked for in any case? */
const isCertain = ({ selections }: SelectionSetNode, fragments: OperationParts['fragments']): boolean =>
  selections.some((node) => {
    if (node.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return false;
    if (node.kind === Kind.FIELD) return true;
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    return fragment !== undefined && isCertain(fragment.selectionSet, fragments);
  });

const isAmbiguous = ({ alias, name }: FieldNode, takesArguments: boolean) =>
  alias !== undefined || takesArguments || name.value in Object.prototype;

/** A beginning of names that no field of the schema has. */
function freePrefix(schema: GraphQLSchema): string {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : []));
  let prefix = '_a';
  while (names.some((name) => name.startsWith(prefix))) prefix += 'a';
  return prefix;
}

/** `name`, lengthened until the document has no variable of that name. */
function freeName(name: string, document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Variable: (node) => void used.add(node.name.value) });
  let free = name;
  do free += '_';
  while (used.has(free));
  return free;
}
