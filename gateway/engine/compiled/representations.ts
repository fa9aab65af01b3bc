import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse, valueFromASTUntyped, type DocumentNode } from 'graphql';
import { entityFields, type Condition } from './entity-fields.js';
import { compileRepresentation, type Represent, type RepresentationScope } from './representation.js';
import type { Needs } from './requires.js';
import type { Run } from './run.js';
import { spreadOut } from './spread-out.js';

interface ConditionalNeeds {
  readonly needs: Needs;
  readonly when: readonly Condition[];
}

interface Scope extends RepresentationScope {
  readonly variableOf: (name: string) => string;
}

/**
 * How the entities of a fetch are named. What is required only for fields that are left out of a request by their conditions has not been
 * fetched either, and keeps no other field from being asked for. What is required names nobody: it may be there of an object of a type that
 * nothing is asked of.
 */
export function compileRepresentations(node: FetchNode, scope: Scope): (run: Pick<Run, 'variables'>) => Represent {
  const document = spreadOut(parse(node.operation, { noLocation: true }));
  const fields = entityFields(document);
  const needed = fields.flatMap(({ type, field, when }): ConditionalNeeds[] => {
    const needs = scope.plain.needsOf(node.serviceName, type, field.name.value);
    return needs ? [{ needs, when }] : [];
  });
  const types = [...new Set(fields.map(({ type }) => type))];
  const keys = needed.length > 0 ? types.flatMap((type) => scope.plain.keysOf(node.serviceName, type)) : [];
  if (needed.every(({ when }) => when.length === 0)) {
    const always = compileRepresentation(node, scope, { keys });
    return () => always;
  }
  const defaults = defaultsOf(document);
  const known = new Map<string, Represent>();
  return ({ variables }) => {
    const valueOf = (name: string) => {
      const from = scope.variableOf(name);
      return (Object.hasOwn(variables, from) ? variables[from] : defaults.get(name)) === true;
    };
    const isAsked = needed.map(({ when }) => when.every(({ variable, value }) => valueOf(variable) === value));
    const way = isAsked.join();
    const represent = known.get(way) ?? compileRepresentation(node, scope, { keys, optional: unneeded(needed, isAsked) });
    known.set(way, represent);
    return represent;
  };
}

/** What is required only for what is not asked for. */
function unneeded(needed: readonly ConditionalNeeds[], isAsked: readonly boolean[]): ReadonlySet<string> {
  const paths = (asked: boolean) => needed.flatMap(({ needs }, index) => (isAsked[index] === asked ? [...needs.values()] : []));
  const wanted = new Set(paths(true));
  return new Set(paths(false).filter((path) => !wanted.has(path)));
}

function defaultsOf(document: DocumentNode): ReadonlyMap<string, unknown> {
  const [definition] = document.definitions;
  const variables = definition?.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [];
  return new Map(
    variables.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}
