import { getArgumentValues, isInterfaceType, isObjectType, type FieldNode, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Mask } from '../../auth/personal-data.js';
import type { Policy } from '../../auth/policies.js';
import type { FieldUse, Relevant } from './relevant.js';
import { revealedBy } from './reveals.js';
import { permits, showsClear, type Restrictions } from './rules.js';
import type { Standing } from './standing.js';

/** How the rules an operation touches come out for one request. */
export interface Decisions {
  /** May the caller read what stands at this coordinate, where it is asked for by this field? */
  readonly allows: (coordinate: string, node?: FieldNode) => boolean;
  /** What the caller sees in the place of the value at this coordinate; null: the value itself. */
  readonly maskOf: (coordinate: string) => Mask | null;
  /** What is allowed, as text. */
  readonly access: string;
  /** What is allowed and what is masked, as text: equal texts, equal filtered operations. */
  readonly key: string;
}

/** What decisions are made by. */
export interface Charter extends Restrictions {
  readonly schema: GraphQLSchema;
  readonly policies: Readonly<Record<string, Policy>>;
}

/** Decides every relevant rule once, each policy with the arguments of the field that asks for it. */
export function decide(
  charter: Charter,
  relevant: Relevant,
  { caller, rights }: Standing,
  variables: Readonly<Record<string, unknown>>,
): Decisions {
  const { rules, policies, personalData } = charter;
  const asks = (args: Readonly<Record<string, unknown>>) => (name: string) => caller !== null && policies[name]!(caller, args);
  // A type has no arguments; a field's policies are asked again below, with those it is given.
  const plain = new Map(
    relevant.coordinates.map((coordinate) => [coordinate, permits(rules.get(coordinate)!, rights, asks({}))]),
  );
  const byField = new Map<FieldNode, Map<string, boolean>>();
  const note = ({ node, coordinate }: FieldUse, allowed: boolean) => {
    const outcomes = byField.get(node) ?? new Map<string, boolean>();
    byField.set(node, outcomes.set(coordinate, allowed));
  };
  for (const use of relevant.policyFields)
    note(use, permits(rules.get(use.coordinate)!, rights, asks(argumentsOf(charter.schema, use, variables).values)));
  for (const use of relevant.revealing) {
    const { field, values } = argumentsOf(charter.schema, use, variables);
    const revealed = field ? revealedBy(use.coordinate, field.args, values, charter) : [];
    const allowed = byField.get(use.node)?.get(use.coordinate) ?? plain.get(use.coordinate) ?? true;
    note(use, allowed && revealed.every((target) => showsClear(rules, target, rights)));
  }
  const masked = new Set(relevant.marked.filter((coordinate) => !showsClear(rules, coordinate, rights)));
  const access = bits([...plain.values(), ...[...byField.values()].flatMap((ofField) => [...ofField.values()])]);
  return {
    allows: (coordinate, node) => (node && byField.get(node)?.get(coordinate)) ?? plain.get(coordinate) ?? true,
    maskOf: (coordinate) => (masked.has(coordinate) ? personalData.get(coordinate)!.mask : null),
    access,
    key: `${access} ${bits(relevant.marked.map((coordinate) => masked.has(coordinate)))}`,
  };
}

const bits = (outcomes: readonly boolean[]) => outcomes.map((yes) => (yes ? '1' : '0')).join('');

interface Arguments {
  readonly field: GraphQLField<unknown, unknown> | undefined;
  readonly values: Record<string, unknown>;
}

function argumentsOf(
  schema: GraphQLSchema,
  { node, coordinate }: FieldUse,
  variables: Readonly<Record<string, unknown>>,
): Arguments {
  const [owner, name] = coordinate.split('.') as [string, string];
  const type = schema.getType(owner);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return { field, values: field ? getArgumentValues(field, node, variables) : {} };
}
