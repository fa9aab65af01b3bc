import { Kind, visit, type DirectiveNode, type GraphQLSchema, type SelectionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Operation } from './operation.js';
import { shapeOperation, type Selection } from './shape.js';
import { createWriter } from './write.js';

export interface OperationWriter {
  readonly selection: Selection;
  readonly write: ReturnType<typeof createWriter>;
}

/** The writer of an operation, one for each way its `@skip` and `@include` can go. */
export function createOperationWriter(schema: GraphQLSchema, operation: Operation) {
  const writers = new LRUCache<string, OperationWriter>({ max: 64 });
  const conditions = conditionsOf(operation);
  return (variables: Readonly<Record<string, unknown>>): OperationWriter => {
    const valueOf = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : operation.defaults.get(name)) === true;
    const way = conditions.map((name) => (valueOf(name) ? '1' : '0')).join('');
    const known = writers.get(way);
    if (known) return known;
    const selection = shapeOperation({ schema, operation, isIn: (node) => isIn(node, valueOf) });
    const made = { selection, write: createWriter(selection) };
    writers.set(way, made);
    return made;
  };
}

function conditionsOf({ definition, fragments }: Operation): string[] {
  const names = new Set<string>();
  const note = ({ name, arguments: given = [] }: DirectiveNode) => {
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    if (isCondition(name.value) && value?.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const node of [definition, ...fragments.values()]) visit(node, { Directive: note });
  return [...names];
}

const isCondition = (directive: string) => directive === 'skip' || directive === 'include';

const isIn = ({ directives = [] }: SelectionNode, valueOf: (name: string) => boolean) =>
  directives.every(({ name, arguments: given = [] }) => {
    if (!isCondition(name.value)) return true;
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    const holds = value?.kind === Kind.VARIABLE ? valueOf(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
