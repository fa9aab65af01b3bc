import {
  Kind,
  parse,
  type DefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { argumentsOf } from './features.js';
import { carriesHubFeature } from './hub-feature.js';
import { splitSupergraph } from './split.js';

/**
 * Throws, in a supergraph that can say `@public`, for every field of which nobody said who may read it: neither on the field, nor on its
 * type, nor on the composite type it gives. To forget a rule must not be to publish a field.
 */
export function assertDeniedByDefault(supergraphSdl: string): void {
  const document = parse(supergraphSdl, { noLocation: true });
  if (!carriesHubFeature(document)) return;
  const { rules, open, personalData } = splitSupergraph(supergraphSdl);
  const types = document.definitions.filter(hasFields);
  const composite = new Set(document.definitions.flatMap((node) => (isComposite(node) ? [node.name.value] : [])));
  const spokenOf = (coordinate: string) => rules.has(coordinate) || open.has(coordinate);

  const unruled = types
    .filter(({ name }) => !spokenOf(name.value))
    .flatMap(({ name, fields = [] }) =>
      fields
        .filter(({ type }) => !(composite.has(namedType(type)) && spokenOf(namedType(type))))
        .map((field) => `${name.value}.${field.name.value}`),
    )
    .filter((coordinate) => !spokenOf(coordinate));
  const unguarded = [...personalData.keys()].filter((at) => !rules.has(at) && !rules.has(at.split('.')[0]!));
  const entities = types.filter(isEntity).map(({ name }) => name.value);
  const faults = [
    ...unruled.map((coordinate) => `${coordinate}: nothing says who may read it; give it scopes, or @public.`),
    ...[...open].filter((at) => rules.has(at)).map((at) => `${at}: is @public and has an access rule.`),
    ...unguarded.map((at) => `${at}: holds personal data; give it scopes.`),
    ...entities.filter((name) => open.has(name)).map((name) => `${name}: an entity is @public field by field only.`),
  ];
  if (faults.length > 0) throw new Error(`The supergraph’s rules have gaps:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
}

type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const hasFields = (node: DefinitionNode): node is TypeWithFields =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

const isComposite = (node: DefinitionNode): node is TypeWithFields | UnionTypeDefinitionNode =>
  hasFields(node) || node.kind === Kind.UNION_TYPE_DEFINITION;

const isEntity = ({ directives = [] }: TypeWithFields) =>
  directives.some((directive) => directive.name.value === 'join__type' && argumentsOf(directive)['key'] !== undefined);

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));
