import { createHash } from 'node:crypto';
import {
  DirectiveLocation,
  getOperationAST,
  GraphQLDirective,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLSchema,
  Kind,
  print,
  valueFromASTUntyped,
  visit,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../core/errors.js';
import { documentBytes } from './limits/document-bytes.js';
import { longestAgeSeconds, memoryLimits } from './limits/limits.js';
import { badRequest } from './refused-request.js';

const directive = new GraphQLDirective({
  name: 'freshness',
  description:
    'How old what a source told may be: what is older is asked for anew, and is null with DATA_TOO_OLD where the source cannot answer.',
  locations: [DirectiveLocation.QUERY],
  args: {
    maxAgeSeconds: {
      type: new GraphQLNonNull(GraphQLInt),
      description: `Seconds since the hub read it: 0 (asked for now) to ${longestAgeSeconds} (a year).`,
    },
  },
});

/** The schema that clients see: a question may say how old its answer may be. */
export function withFreshness(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getDirective(directive.name)) throw new Error('The supergraph defines @freshness, which is the hub’s own.');
  return new GraphQLSchema({
    ...schema.toConfig(),
    directives: [...schema.getDirectives(), directive],
    assumeValid: true,
  });
}

interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
}

/** A question without what it says of its answer's age. */
export interface Ageless {
  readonly asked: Asked;
  /** What stands for the seconds; null where the question does not say. */
  readonly maxAge: ValueNode | null;
}

/** Takes `@freshness` out of questions: whatever their answers may be, they are planned alike. */
export function createAgeless(): (asked: Asked) => Ageless {
  const known = new LRUCache<string, Ageless>({ max: 500, maxSize: memoryLimits.agelessBytes });
  return (asked) => {
    const { document, operationName, hash } = asked;
    const operation = getOperationAST(document, operationName);
    // As most do: nothing is looked up, and nothing made.
    if (!operation?.directives?.some(isFreshness)) return { asked, maxAge: null };
    const name = `${hash} ${operationName ?? ''}`;
    const found = known.get(name);
    if (found) return found;
    const made = { asked: without(asked), maxAge: secondsIn(operation) };
    known.set(name, made, { size: documentBytes(document) });
    return made;
  };
}

const isFreshness = ({ name }: DirectiveNode) => name.value === directive.name;

const secondsIn = ({ directives = [] }: OperationDefinitionNode): ValueNode | null =>
  directives.find(isFreshness)?.arguments?.find(({ name }) => name.value === 'maxAgeSeconds')?.value ?? null;

function without({ document, operationName }: Asked): Asked {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const definitions = document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? bare(node, fragments) : node,
  );
  const { loc } = document;
  // By its length what is kept of a document is reckoned.
  const left: DocumentNode = { kind: Kind.DOCUMENT, definitions, ...(loc && { loc }) };
  return { document: left, operationName, hash: createHash('sha256').update(print(left)).digest('hex') };
}

/** An operation without the directive, and without the variable that only it used. */
function bare(operation: OperationDefinitionNode, fragments: readonly DefinitionNode[]): OperationDefinitionNode {
  if (!operation.directives?.some(isFreshness)) return operation;
  const directives = operation.directives.filter((node) => !isFreshness(node));
  const used = new Set<string>();
  const note = (node: DefinitionNode) => visit(node, { Variable: ({ name }) => void used.add(name.value) });
  [{ ...operation, directives, variableDefinitions: [] }, ...fragments].forEach(note);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
  return { ...operation, directives, variableDefinitions };
}

/** The seconds that a question says; BAD_USER_INPUT for so many as nobody can mean. */
export function maxAgeFrom(
  maxAge: ValueNode | null,
  variables: Readonly<Record<string, unknown>>,
): { readonly maxAgeSeconds?: number } {
  if (!maxAge) return {};
  const seconds: unknown = valueFromASTUntyped(maxAge, variables);
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= longestAgeSeconds) return { maxAgeSeconds: seconds };
  const message = `Argument "maxAgeSeconds": a number of seconds from 0 to ${longestAgeSeconds}.`;
  throw badRequest(new HubError('BAD_USER_INPUT', message, { argument: 'maxAgeSeconds' }));
}
