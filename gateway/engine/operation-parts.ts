import {
  getOperationAST,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** What an operation consists of. */
export interface OperationParts {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that have one by default. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/** The parts of the operation to run, of a document that was validated. */
export function partsOf(document: DocumentNode, operationName: string | null): OperationParts {
  const definition = getOperationAST(document, operationName);
  if (!definition) throw new Error('The document does not hold the operation to run.');
  const fragments = document.definitions.flatMap((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
  );
  const defaults = (definition.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { definition, fragments: new Map(fragments), defaults: new Map(defaults) };
}
