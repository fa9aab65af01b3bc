import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { permits, type Rights, type Rules } from './rules.js';

export interface Access {
  /** May the caller read `parent.field`, by every implementer where `parent` is an interface? */
  field(parent: GraphQLCompositeType, name: string): boolean;
  /** May the caller read what a field of this type gives: the type itself, and every member of an abstract one? */
  output(type: GraphQLOutputType, selections: SelectionSetNode | undefined): boolean;
  /** May the caller name this type in a fragment? */
  type(name: string): boolean;
  /** Names of the object types that `type` can be. */
  possible(type: GraphQLCompositeType): readonly string[];
}

/** The rules of a supergraph as they apply to one caller. */
export function createAccess(schema: GraphQLSchema, rules: Rules, rights: Rights): Access {
  const type = (name: string) => permits(rules, name, rights);
  const possible = (of: GraphQLCompositeType) =>
    isAbstractType(of) ? schema.getPossibleTypes(of).map(({ name }) => name) : [of.name];
  return {
    type,
    possible,
    field: (parent, name) =>
      permits(rules, `${parent.name}.${name}`, rights) &&
      (!isInterfaceType(parent) || possible(parent).every((implementer) => permits(rules, `${implementer}.${name}`, rights))),
    output(of, selections) {
      const named = getNamedType(of);
      if (!isCompositeType(named) || !isAbstractType(named)) return type(named.name);
      // Selections that name the members they mean are judged one by one; composition gives an interface its strictest member's rule.
      return namesItsMembers(selections) || (type(named.name) && possible(named).every(type));
    },
  };
}

const namesItsMembers = (set: SelectionSetNode | undefined) =>
  set?.selections.every((node) =>
    node.kind === Kind.FIELD
      ? node.name.value === '__typename'
      : node.kind === Kind.INLINE_FRAGMENT && node.typeCondition !== undefined,
  ) ?? false;
