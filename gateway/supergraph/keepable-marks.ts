import {
  Kind,
  parse,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { Mask, PersonalData } from '../../auth/personal-data.js';
import { argumentsOf } from './features.js';

interface Marks {
  readonly personalData: ReadonlyMap<string, PersonalData>;
  readonly reveals: ReadonlyMap<string, string>;
  readonly dataSubjects: ReadonlyMap<string, string>;
}

/** Masks that may leave nothing of a value, and those that turn it into other text. */
const mayBeNull: readonly Mask[] = ['HIDE', 'YEAR', 'COARSE'];
const textual = ['String', 'ID'];

/**
 * Throws where a mark could not be kept: a mask whose result would be no value of the field's type; an interface field that is marked
 * otherwise than its implementers, for which of them answers shows too late; a field made of a marked one (`@requires`) and not marked
 * itself, which would tell behind the mask; a reveal of a field that there is not.
 */
export function assertMarksCanBeKept(document: DocumentNode, marks: Marks): void {
  const { personalData, reveals, dataSubjects } = marks;
  const types = document.definitions.filter(hasFields);
  const fields = new Map<string, FieldDefinitionNode>(
    types.flatMap((type) => (type.fields ?? []).map((field) => [`${type.name.value}.${field.name.value}`, field] as const)),
  );
  const faults = [
    ...[...personalData].flatMap(([coordinate, { mask }]) => misfit(coordinate, mask, fields.get(coordinate)!)),
    ...types.flatMap((type) => differing(type, fields, marks)),
    ...types.flatMap((type) => unmarkedThough(type, fields, marks)),
    ...[...reveals]
      .filter(([, target]) => !fields.has(target))
      .map(([at, target]) => `${at}: reveals ${target}, which there is not.`),
  ];
  for (const [type, selection] of dataSubjects)
    if (!leads(fields, type, selection)) faults.push(`${type}: "${selection}" does not lead to a value.`);
  if (faults.length > 0)
    throw new Error(`The supergraph’s marks cannot be kept:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
}

type Declared = ReadonlyMap<string, FieldDefinitionNode>;
type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
const hasFields = (node: DocumentNode['definitions'][number]): node is TypeWithFields =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

function misfit(coordinate: string, mask: Mask, { type }: FieldDefinitionNode): string[] {
  if (mayBeNull.includes(mask) && type.kind === Kind.NON_NULL_TYPE)
    return [`${coordinate}: mask ${mask} may leave nothing, and the field cannot be null.`];
  if (mask !== 'HIDE' && !textual.includes(namedType(type)))
    return [`${coordinate}: mask ${mask} makes text of what is no text.`];
  return [];
}

function differing(
  { name, interfaces = [], fields = [] }: TypeWithFields,
  declared: Declared,
  { personalData }: Marks,
): string[] {
  const markAt = (coordinate: string) => JSON.stringify(personalData.get(coordinate) ?? null);
  return interfaces.flatMap((of) =>
    fields
      .map((field): [string, string] => [`${name.value}.${field.name.value}`, `${of.name.value}.${field.name.value}`])
      .filter(([own, shared]) => declared.has(shared) && markAt(own) !== markAt(shared))
      .map(([own, shared]) => `${own}: is marked otherwise than ${shared}.`),
  );
}

/** The fields of `type` that are computed from a marked field, and say nothing of it. */
function unmarkedThough(type: TypeWithFields, declared: Declared, { personalData }: Marks): string[] {
  const marked = (at: string, set: SelectionSetNode): string[] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) return marked(node.typeCondition?.name.value ?? at, node.selectionSet);
      if (node.kind !== Kind.FIELD) return [];
      const coordinate = `${at}.${node.name.value}`;
      const field = declared.get(coordinate);
      const below = node.selectionSet && field ? marked(namedType(field.type), node.selectionSet) : [];
      return personalData.has(coordinate) ? [coordinate, ...below] : below;
    });
  return (type.fields ?? []).flatMap((field) => {
    const own = `${type.name.value}.${field.name.value}`;
    const required = requiredBy(field).flatMap((set) => marked(type.name.value, set));
    return personalData.has(own)
      ? []
      : required.map((from) => `${own}: is made of ${from}, which is marked, and is not marked itself.`);
  });
}

const requiredBy = ({ directives = [] }: FieldDefinitionNode): SelectionSetNode[] =>
  directives
    .filter(({ name }) => name.value === 'join__field')
    .flatMap((directive) => {
      const { requires } = argumentsOf(directive);
      return typeof requires === 'string' ? [selectionOf(requires)] : [];
    });

const selectionOf = (text: string): SelectionSetNode =>
  (parse(`{ ${text} }`, { noLocation: true }).definitions[0] as OperationDefinitionNode).selectionSet;

/** Does `selection` lead from `type`, by one field after the other, to a value? */
function leads(fields: Declared, type: string, selection: string): boolean {
  const names = selection.split(/[\s{}]+/).filter(Boolean);
  let at: string | null = type;
  for (const name of names) {
    const field: FieldDefinitionNode | undefined = fields.get(`${at}.${name}`);
    if (!field) return false;
    at = namedType(field.type);
  }
  return names.length > 0 && textual.includes(at);
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));
