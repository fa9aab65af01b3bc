import { Kind, OperationTypeNode, visit, type DirectiveNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentBytes, selectionBytes } from '../limits/document-bytes.js';
import { memoryLimits } from '../limits/limits.js';
import { documentOf } from '../rights/filter.js';

type Variables = Readonly<Record<string, unknown>>;

interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
}

/** An operation as it is answered. */
export interface Deferral {
  /** With a label of ours on each `@defer` that holds, and without the others. */
  readonly asked: Asked;
  /** The client's labels by ours, null for none; null where the operation is answered whole. */
  readonly labels: ReadonlyMap<string, string | null> | null;
}

const isDefer = ({ name }: DirectiveNode) => name.value === 'defer';

/** The `@defer` directives of an operation with its fragments written out, in the order of its text. */
export function defersIn(operation: OperationDefinitionNode): readonly DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(operation, { Directive: (node) => void (isDefer(node) && found.push(node)) });
  return found;
}

/** Says of operations with `@defer` what of it holds for a request; makes each of the operations that come of it once. */
export function createDeferrals() {
  const known = new LRUCache<string, Deferral>({ max: 500, maxSize: memoryLimits.deferredBytes });
  return (
    { document, operationName, hash: of }: Asked,
    operation: OperationDefinitionNode,
    variables: Variables,
    inParts: boolean,
  ): Deferral => {
    const asked = { document, operationName };
    const way = inParts ? wayOf(operation, variables) : '';
    const hash = `${of} ${way}`;
    const name = `${hash} ${asked.operationName ?? ''}`;
    const found = known.get(name);
    if (found) return found;
    const made = resolved({ ...asked, hash }, operation, way);
    known.set(name, made, { size: documentBytes(asked.document) + selectionBytes(operation.selectionSet) });
    return made;
  };
}

/** Which of the directives hold, in order. */
function wayOf(operation: OperationDefinitionNode, variables: Variables): string {
  const bits = defersIn(operation).map((node) => (holds(node, variables) ? '1' : '0'));
  return bits.includes('1') ? bits.join('') : '';
}

function holds({ arguments: given = [] }: DirectiveNode, variables: Variables): boolean {
  const value = given.find(({ name }) => name.value === 'if')?.value;
  if (!value) return true;
  return value.kind === Kind.VARIABLE ? variables[value.name.value] !== false : value.kind === Kind.BOOLEAN && value.value;
}

function resolved(asked: Asked, operation: OperationDefinitionNode, way: string): Deferral {
  const labels = new Map<string, string | null>();
  let index = 0;
  let fields = 0;
  const relabelled = (node: DirectiveNode): DirectiveNode | null => {
    const holding = way[index++] === '1';
    // The fields of a change are made one after the other: what they are is not known before.
    if (!holding || (fields === 0 && operation.operation === OperationTypeNode.MUTATION)) return null;
    const ours = `part${labels.size}`;
    labels.set(ours, labelIn(node));
    return deferred(ours);
  };
  const changed = visit(operation, {
    Field: { enter: () => void fields++, leave: () => void fields-- },
    Directive: (node) => (isDefer(node) ? relabelled(node) : undefined),
  });
  // By its length what is kept of a document is reckoned.
  const { loc } = asked.document;
  const document = { ...documentOf(changed), ...(loc && { loc }) };
  return { asked: { ...asked, document }, labels: labels.size > 0 ? labels : null };
}

function labelIn({ arguments: given = [] }: DirectiveNode): string | null {
  const value = given.find(({ name }) => name.value === 'label')?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}

const deferred = (label: string): DirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'defer' },
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'label' }, value: { kind: Kind.STRING, value: label } }],
});
