import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Rules } from './rules.js';

/** What of the rules an operation touches. Callers for whom all of it comes out the same share one filtered operation. */
export interface Relevant {
  /** Coordinates with a rule, each once. */
  readonly coordinates: readonly string[];
  /** Fields whose rule names policies: those are asked with the field's arguments. */
  readonly policyFields: readonly { readonly node: FieldNode; readonly coordinate: string }[];
}

/** The rules that `operation`, its fragments written out, can meet: of fields, output types, fragment conditions and their members. */
export function relevantRules(schema: GraphQLSchema, rules: Rules, operation: OperationDefinitionNode): Relevant {
  const coordinates = new Set<string>();
  const policyFields: { node: FieldNode; coordinate: string }[] = [];
  const types = new TypeInfo(schema);
  const members = (type: GraphQLNamedType) =>
    isAbstractType(type) ? [type.name, ...schema.getPossibleTypes(type).map(({ name }) => name)] : [type.name];
  const note = (coordinate: string): undefined => {
    if (rules.has(coordinate)) coordinates.add(coordinate);
  };

  const enterField = (node: FieldNode) => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (!parent || !field) return;
    const owners = isInterfaceType(parent) ? members(parent) : [parent.name];
    for (const owner of owners) {
      const coordinate = `${owner}.${field.name}`;
      note(coordinate);
      if (rules.get(coordinate)?.policies.some((all) => all.length > 0)) policyFields.push({ node, coordinate });
    }
    members(getNamedType(field.type)).forEach(note);
  };
  visit(
    operation,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: { enter: (node) => enterField(node) },
      [Kind.INLINE_FRAGMENT]: { enter: ({ typeCondition }) => note(typeCondition?.name.value ?? '') },
    }),
  );
  return { coordinates: [...coordinates].toSorted(), policyFields };
}
