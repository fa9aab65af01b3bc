import { getArgumentValues, type FieldNode, type GraphQLSchema, isObjectType, isInterfaceType } from 'graphql';
import type { Caller } from '../../auth/caller.js';
import type { Policy } from '../../auth/policies.js';
import type { Relevant } from './relevant.js';
import { permits, type Rights, type Rules } from './rules.js';

/** How the rules an operation touches come out for one request. */
export interface Decisions {
  /** May the caller read what stands at this coordinate, where it is asked for by this field? */
  allows(coordinate: string, node?: FieldNode): boolean;
  /** The decisions as text: equal texts, equal filtered operations. */
  readonly key: string;
}

export interface Asker {
  readonly caller: Caller | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Decides every relevant rule once, each policy with the arguments of the field that asks for it. */
export function decide(
  schema: GraphQLSchema,
  rules: Rules,
  relevant: Relevant,
  policies: Readonly<Record<string, Policy>>,
  asker: Asker,
): Decisions {
  const rights = rightsOf(asker.caller);
  const asks = (args: Readonly<Record<string, unknown>>) => (name: string) =>
    asker.caller !== null && policies[name]!(asker.caller, args);
  // A type has no arguments; a field's policies are asked again below, with those it is given.
  const plain = new Map(
    relevant.coordinates.map((coordinate) => [coordinate, permits(rules.get(coordinate)!, rights, asks({}))]),
  );
  const byField = new Map<FieldNode, Map<string, boolean>>();
  for (const { node, coordinate } of relevant.policyFields) {
    const args = argumentsOf(schema, coordinate, node, asker.variables);
    const outcomes = byField.get(node) ?? new Map<string, boolean>();
    byField.set(node, outcomes.set(coordinate, permits(rules.get(coordinate)!, rights, asks(args))));
  }
  const outcomes = [...plain.values(), ...[...byField.values()].flatMap((ofField) => [...ofField.values()])];
  return {
    allows: (coordinate, node) => (node && byField.get(node)?.get(coordinate)) ?? plain.get(coordinate) ?? true,
    key: outcomes.map((allowed) => (allowed ? '1' : '0')).join(''),
  };
}

/** What of a caller decides about rules; nobody's rights for null. */
export const rightsOf = (caller: Caller | null): Rights => ({
  authenticated: caller !== null,
  scopes: new Set(caller?.grants.keys() ?? []),
});

function argumentsOf(
  schema: GraphQLSchema,
  coordinate: string,
  node: FieldNode,
  variables: Asker['variables'],
): Record<string, unknown> {
  const [owner, name] = coordinate.split('.') as [string, string];
  const type = schema.getType(owner);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field ? getArgumentValues(field, node, variables) : {};
}
