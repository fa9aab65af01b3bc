import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Restrictions } from './rules.js';

/** A field as it stands in an operation, under one of the names its parent may have. */
export interface FieldUse {
  readonly node: FieldNode;
  readonly coordinate: string;
}

/** What of the rules an operation touches. Callers for whom all of it comes out the same share one filtered operation. */
export interface Relevant {
  /** Coordinates with a rule, each once. */
  readonly coordinates: readonly string[];
  /** Fields whose rule names policies: those are asked with the field's arguments. */
  readonly policyFields: readonly FieldUse[];
  /** Coordinates of fields that hold personal data, each once. */
  readonly marked: readonly string[];
  /** Fields with an argument that tells as much as reading a field. */
  readonly revealing: readonly FieldUse[];
}

/** The rules that `operation`, its fragments written out, can meet: of fields, output types, fragment conditions and their members. */
export function relevantRules(schema: GraphQLSchema, restrictions: Restrictions, operation: OperationDefinitionNode): Relevant {
  const { rules, personalData } = restrictions;
  const coordinates = new Set<string>();
  const marked = new Set<string>();
  const policyFields: FieldUse[] = [];
  const revealing: FieldUse[] = [];
  const types = new TypeInfo(schema);
  const members = (type: GraphQLNamedType) =>
    isAbstractType(type) ? [type.name, ...schema.getPossibleTypes(type).map(({ name }) => name)] : [type.name];
  const note = (coordinate: string): undefined => {
    if (rules.has(coordinate)) coordinates.add(coordinate);
  };
  const noteField = (coordinate: string, node: FieldNode, field: GraphQLField<unknown, unknown>) => {
    note(coordinate);
    if (personalData.has(coordinate)) marked.add(coordinate);
    if (rules.get(coordinate)?.policies.some((all) => all.length > 0)) policyFields.push({ node, coordinate });
    if (node.arguments?.length && canReveal(coordinate, field, restrictions)) revealing.push({ node, coordinate });
  };

  const enterField = (node: FieldNode) => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (!parent || !field) return;
    const owners = isInterfaceType(parent) ? members(parent) : [parent.name];
    for (const owner of owners) noteField(`${owner}.${field.name}`, node, field);
    members(getNamedType(field.type)).forEach(note);
  };
  visit(
    operation,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: { enter: (node) => enterField(node) },
      [Kind.INLINE_FRAGMENT]: { enter: ({ typeCondition }) => note(typeCondition?.name.value ?? '') },
    }),
  );
  return { coordinates: [...coordinates].toSorted(), policyFields, marked: [...marked].toSorted(), revealing };
}

function canReveal(coordinate: string, { args }: GraphQLField<unknown, unknown>, { reveals }: Restrictions): boolean {
  if (reveals.size === 0) return false;
  const seen = new Set<string>();
  const inside = (type: GraphQLInputType): boolean => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || seen.has(named.name)) return false;
    seen.add(named.name);
    return Object.values(named.getFields()).some((field) => reveals.has(`${named.name}.${field.name}`) || inside(field.type));
  };
  return args.some(({ name, type }) => reveals.has(`${coordinate}(${name}:)`) || inside(type));
}
