import { Kind, visit, type ASTNode, type DirectiveNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

const isCondition = (directive: string) => directive === 'skip' || directive === 'include';

const valueOf = ({ arguments: given = [] }: DirectiveNode) => given.find((argument) => argument.name.value === 'if')?.value;

/** The variables on which `@skip` and `@include` in the nodes depend. */
export function conditionsIn(nodes: Iterable<ASTNode>): string[] {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Directive: (directive) => noteCondition(directive, names) });
  return [...names];
}

export function noteCondition(directive: DirectiveNode, names: Set<string>): void {
  const value = valueOf(directive);
  if (isCondition(directive.name.value) && value?.kind === Kind.VARIABLE) names.add(value.name.value);
}

/** Which way those conditions go: equal texts, the same fields are in. */
export const wayOf = (conditions: readonly string[], holds: (name: string) => boolean): string =>
  conditions.map((name) => (holds(name) ? '1' : '0')).join('');

/** Is what carries these directives in? */
export const isIn = (directives: readonly DirectiveNode[], holds: (name: string) => boolean): boolean =>
  directives.every((directive) => {
    if (!isCondition(directive.name.value)) return true;
    const value = valueOf(directive);
    const isTrue = value?.kind === Kind.VARIABLE ? holds(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
    return isTrue === (directive.name.value === 'include');
  });

/** What a variable of a condition is: as given, else as the operation says by default. */
export const holdsIn =
  (variables: Variables, defaults: ReadonlyMap<string, unknown> = new Map()) =>
  (name: string): boolean =>
    (Object.hasOwn(variables, name) ? variables[name] : defaults.get(name)) === true;
