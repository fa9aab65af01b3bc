import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { expectations } from './expectations.js';
import { maskOf, meaningOf, rightsOf, supergraph, type Rights } from './rights-oracle.js';
import { operation, type Answer } from './running-hub.js';

/** A field of a named operation, asked for by one persona. */
export interface Row {
  /** Response path, list positions as `*`: `dossier.steps.*.officerName`. */
  readonly path: string;
  readonly coordinate: string;
  readonly mask: string | null;
  /** By the rules: `forbidden` where reach cuts some or all of its rows, `unreached` below what is not told. */
  readonly expected: 'clear' | 'masked' | 'denied' | 'forbidden' | 'unavailable' | 'unreached';
}

const operationOf = (name: string) =>
  parse(operation(name)).definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)!;

/** Every field of the operation, from the outermost inwards, and what it means to the persona. */
export function rowsOf(name: string, persona: string): readonly Row[] {
  const rights = rightsOf(persona);
  const { forbidden = [], unavailable = [] } = expectations[name]![persona]!;
  const otherwise = new Map([
    ...forbidden.map((path) => [path, 'forbidden'] as const),
    ...unavailable.map((path) => [path, 'unavailable'] as const),
  ]);
  return rowsIn(operationOf(name).selectionSet, supergraph.getQueryType()!, { rights, otherwise, path: '', reached: true });
}

interface Level {
  readonly rights: Rights;
  /** What rules do not tell of: where reach, or a missing part of the hub, refuses. */
  readonly otherwise: ReadonlyMap<string, 'forbidden' | 'unavailable'>;
  readonly path: string;
  readonly reached: boolean;
}

function rowsIn({ selections }: SelectionSetNode, parent: GraphQLObjectType, level: Level): Row[] {
  return selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD || node.alias) throw new Error('The named operations are plain: no fragments, no aliases.');
    const field = parent.getFields()[node.name.value]!;
    const path = level.path + field.name;
    const expected = expectedOf(parent, field, node, path, level);
    const row: Row = { path, coordinate: `${parent.name}.${field.name}`, mask: maskOf(field), expected };
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isObjectType(type)) return [row];
    const below = `${path}.${String(field.type).startsWith('[') ? '*.' : ''}`;
    // Where reach cuts some rows, the fields of the others are met.
    const reached = expected === 'clear' || expected === 'masked' || expected === 'forbidden';
    return [row, ...rowsIn(node.selectionSet, type, { ...level, path: below, reached })];
  });
}

function expectedOf(
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
  path: string,
  { rights, otherwise, reached }: Level,
): Row['expected'] {
  if (!reached) return 'unreached';
  const names = given.map(({ name }) => name.value);
  const meaning = meaningOf(parent, field, rights, names);
  return meaning === 'denied' ? meaning : (otherwise.get(path) ?? meaning);
}

/** One place in an answer that the answer has: its parent is there. */
export interface Position {
  readonly at: readonly (string | number)[];
  /** The same with what identifies list items in the place of their numbers: equal for one thing in two answers. */
  readonly identity: string;
  readonly value: unknown;
}

/** The positions of `path` in `data`. */
export function positionsOf(data: unknown, path: string): Position[] {
  return path.split('.').reduce<Position[]>(
    (reached, key) =>
      reached.flatMap(({ at, identity, value }) => {
        if (value === null || typeof value !== 'object') return [];
        if (key !== '*')
          return [{ at: [...at, key], identity: `${identity}.${key}`, value: (value as Record<string, unknown>)[key] }];
        const names = (value as unknown[]).map(identityOf);
        return (value as unknown[]).map((item, index) => {
          const name = names.indexOf(names[index]!) === names.lastIndexOf(names[index]!) ? names[index]! : null;
          return { at: [...at, index], identity: `${identity}.${name ?? index}`, value: item };
        });
      }),
    [{ at: [], identity: '', value: data }],
  );
}

function identityOf(item: unknown): string | null {
  const { code, id, slug } = (item ?? {}) as Record<string, unknown>;
  return [code, id, slug].find((value): value is string => typeof value === 'string') ?? null;
}

/** What an answer says of a position, of which a row asked: its error's code, or that its field is masked; else it is told as it is. */
export function statesIn({ errors, extensions }: Answer): (row: Row, position: Position) => string {
  const refused = new Map<string, string[]>();
  for (const {
    path,
    extensions: { code },
  } of errors) {
    const at = String(path);
    refused.set(at, [...(refused.get(at) ?? []), refusals[code] ?? code]);
  }
  const { masked = [] } = extensions as { masked?: readonly { coordinate: string; mask: string }[] };
  const maskAt = new Map(masked.map(({ coordinate, mask }) => [coordinate, mask]));
  return ({ coordinate, mask }, { at, value }) => {
    const codes = refused.get(String(at));
    if (codes) return `${String(codes)}${value === null ? '' : ' beside a value'}`;
    if (!maskAt.has(coordinate)) return 'clear';
    return mask !== null && maskAt.get(coordinate) === mask && hasFormOf[mask]!(value)
      ? 'masked'
      : `masked, but not as ${String(mask)}`;
  };
}

const refusals: Readonly<Record<string, string>> = {
  UNAUTHORIZED_FIELD_OR_TYPE: 'denied',
  FORBIDDEN: 'forbidden',
  SERVICE_UNAVAILABLE: 'unavailable',
};

const textual = (form: RegExp) => (value: unknown) => value === null || (typeof value === 'string' && form.test(value));

/** What is left of a value by each mask. */
const hasFormOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  HIDE: (value) => value === null,
  INITIALS: textual(/^(\p{Lu}\.)*$/u),
  LAST4: textual(/^••••.{0,4}$/),
  YEAR: textual(/^\d{4}$/),
  COARSE: textual(/^[^,\d]*$/),
  PSEUDONYM: textual(/^p-[\w-]{22}$/),
};
