import {
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type ASTVisitor,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type TypeDefinitionNode,
} from 'graphql';
import type { AnyOf, Restrictions, Rule, Rules } from '../rights/rules.js';
import { argumentsOf, assertReadableFeatures, featureOf, isSecurityName } from './features.js';
import { carriesHubFeature, marksOf, withoutMarks } from './hub-feature.js';

export interface SplitSupergraph extends Restrictions {
  /** The supergraph without its security features and the hub's own marks: what an engine can load. */
  readonly executableSdl: string;
  /** Coordinates of types and fields marked `@public`. */
  readonly open: ReadonlySet<string>;
}

/**
 * Separates the access rules of a supergraph from what the engine executes. Throws when a rule could not be read for certain:
 * an unknown security feature, a renamed one, or a use that leaves no rule behind; nor where a mark of personal data could not. Such a supergraph must not serve.
 */
export function splitSupergraph(supergraphSdl: string): SplitSupergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  assertReadableFeatures(document);
  const { rules, read } = rulesOf(document);
  let uses = 0;
  visit(document, { Directive: ({ name }) => void (isSecurityName(name.value) && uses++) });
  if (uses !== read) throw new Error(`The supergraph has ${uses} access rules, of which only ${read} could be read.`);
  const executable = visit(document, withoutSecurity);
  return {
    executableSdl: print(carriesHubFeature(document) ? visit(executable, withoutMarks) : executable),
    rules,
    ...marksOf(document),
  };
}

function rulesOf(document: DocumentNode): { rules: Rules; read: number } {
  const rules = new Map<string, Rule>();
  let read = 0;
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const secured = (directives ?? []).filter(({ name }) => isSecurityName(name.value));
    if (secured.length > 0) rules.set(coordinate, ruleOf(secured));
    read += secured.length;
  };
  for (const node of document.definitions) {
    if (!canCarryRules(node)) continue;
    note(node.name.value, node.directives);
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field.directives);
  }
  return { rules, read };
}

// Composition writes whole definitions, never extensions; a rule anywhere else is counted above and refused.
const carriers: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
];
const canCarryRules = (node: ASTNode): node is TypeDefinitionNode => carriers.includes(node.kind);

const withoutSecurity: ASTVisitor = {
  DirectiveDefinition: ({ name }) => (isSecurityName(name.value) ? null : undefined),
  ScalarTypeDefinition: ({ name }) => (isSecurityName(name.value) ? null : undefined),
  Directive: (node) => (isSecurityName(node.name.value) || linksSecurity(node) ? null : undefined),
};

function linksSecurity(directive: DirectiveNode): boolean {
  const feature = directive.name.value === 'link' ? featureOf(directive) : null;
  return feature !== null && isSecurityName(feature);
}

function ruleOf(directives: readonly ConstDirectiveNode[]): Rule {
  return {
    authenticated: true,
    scopes: conjunction(directives, 'requiresScopes', 'scopes'),
    policies: conjunction(directives, 'policy', 'policies'),
  };
}

/** Several directives on one coordinate all hold: the conjunction of their alternatives. An empty list asks for nothing. */
function conjunction(directives: readonly ConstDirectiveNode[], directive: string, argument: string): AnyOf {
  const lists = directives.filter(({ name }) => name.value === directive).map((node) => argumentsOf(node)[argument]);
  if (!lists.every(isListOfLists)) throw new Error(`The supergraph has a @${directive} whose ${argument} cannot be read.`);
  return lists
    .filter((list) => list.length > 0)
    .reduce<string[][]>((held, next) => held.flatMap((a) => next.map((b) => [...a, ...b])), [[]]);
}

const isListOfLists = (value: unknown): value is string[][] =>
  Array.isArray(value) && value.every((all) => Array.isArray(all) && all.every((name) => typeof name === 'string'));
