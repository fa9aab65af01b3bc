import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Decisions } from './decisions.js';

export interface Access {
  /** The coordinate whose rule refuses this field to the caller: of the field itself or of what it gives; null where none does. */
  refusal(parent: GraphQLCompositeType, node: FieldNode, type: GraphQLOutputType): string | null;
  /** May the caller ask what stands in a fragment on this type? */
  fragment(condition: GraphQLCompositeType, set: SelectionSetNode): boolean;
  /** Names of the object types that `type` can be. */
  possible(type: GraphQLCompositeType): readonly string[];
}

/** The rules of a supergraph as they apply to one request. */
export function createAccess(schema: GraphQLSchema, { allows }: Pick<Decisions, 'allows'>): Access {
  const possible = (of: GraphQLCompositeType) =>
    isAbstractType(of) ? schema.getPossibleTypes(of).map(({ name }) => name) : [of.name];

  /** Everything that must be readable for the field to be: every implementer of an interface, every member of an abstract type. */
  function asked(parent: GraphQLCompositeType, node: FieldNode, type: GraphQLOutputType): string[] {
    const owners = isInterfaceType(parent) ? [parent.name, ...possible(parent)] : [parent.name];
    const fields = owners.map((owner) => `${owner}.${node.name.value}`);
    const named = getNamedType(type);
    if (!isCompositeType(named) || !isAbstractType(named)) return [...fields, named.name];
    // Selections that name the members they mean are judged one by one; composition gives an interface its strictest member's rule.
    return node.selectionSet && namesItsMembers(node.selectionSet) ? fields : [...fields, named.name, ...possible(named)];
  }
  return {
    possible,
    fragment: (condition, set) => allows(condition.name) || (isAbstractType(condition) && namesItsMembers(set)),
    refusal: (parent, node, type) => asked(parent, node, type).find((coordinate) => !allows(coordinate, node)) ?? null,
  };
}

/** Fragments without a condition are as what stands in them. */
const namesItsMembers = ({ selections }: SelectionSetNode): boolean =>
  selections.every((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === '__typename';
    return node.kind === Kind.INLINE_FRAGMENT && (node.typeCondition !== undefined || namesItsMembers(node.selectionSet));
  });
