import {
  getOperationAST,
  Kind,
  print,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** An operation, and the same in words that nothing a plan adds can be confused with. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What is planned. */
  readonly planned: DocumentNode;
  /** Under which key the plan answers a field of `definition`. */
  readonly keyOf: (field: FieldNode) => string;
  /** Is a key of the plan a client's field, whatever the plan needs besides? */
  readonly isClients: (key: string) => boolean;
  /** The client's name of a variable of the plan. */
  readonly variableOf: (name: string) => string;
  /** Values of the variables that have one by default. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/**
 * What `@requires` and keys ask for stands in the plan beside what the client asks for, under the field's own name. A client's field that
 * goes by another name, or takes arguments, is planned under a name of ours: else the one would be answered with the other's value.
 */
export function createReader(schema: GraphQLSchema) {
  const prefix = freePrefix(schema);
  return (document: DocumentNode, operationName: string | null): Operation => {
    const definition = getOperationAST(document, operationName);
    if (!definition) throw new Error('The document does not hold the operation to run.');
    return { definition, ...renamed(schema, prefix, document), ...partsOf(document, definition) };
  };
}

function renamed(
  schema: GraphQLSchema,
  prefix: string,
  document: DocumentNode,
): Pick<Operation, 'planned' | 'keyOf' | 'isClients' | 'variableOf'> {
  const fields = renameFields(schema, prefix, document);
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

const partsOf = (
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Pick<Operation, 'fragments' | 'defaults'> => ({
  fragments: new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  ),
  defaults: new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  ),
});

function renameFields(schema: GraphQLSchema, prefix: string, document: DocumentNode) {
  const info = new TypeInfo(schema);
  const keys = new Map<FieldNode, string>();
  const aliases = new Map<string, string>();
  const changed = visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        if (node.name.value === '__typename') return { kind: Kind.FIELD, name: node.name };
        if (!isAmbiguous(node, (info.getFieldDef()?.args.length ?? 0) > 0)) return undefined;
        const use = [node.alias?.value ?? '', node.name.value, ...(node.arguments ?? []).map(print)].join(' ');
        const alias = aliases.get(use) ?? `${prefix}${aliases.size}`;
        aliases.set(use, alias);
        keys.set(node, alias);
        return { ...node, alias: { kind: Kind.NAME, value: alias } };
      },
    }),
  );
  return { document: changed, keys, aliases: new Set(aliases.values()) };
}

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
