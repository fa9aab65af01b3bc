import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, boolean>>;
}

/** Values that may stand for an argument, by its name. */
export type ArgumentValues = Readonly<Record<string, readonly string[]>>;

/** The operation of a seed: fields, aliases, fragments and conditions as chance has them, and valid whatever it has. */
export function randomOperation(schema: GraphQLSchema, seed: number, values: ArgumentValues, deepest = 5): RandomOperation {
  const random = randomFrom(seed);
  const chance = (percent: number) => random() * 100 < percent;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

  const condition = () =>
    chance(12) ? pick([' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: $yes)', ' @include(if: $no)']) : '';

  function argumentsFor(field: GraphQLField<unknown, unknown>): readonly [suffix: string, text: string] {
    const given = field.args.filter(({ name, type }) => String(type).endsWith('!') || (values[name] && chance(60)));
    if (given.length === 0) return ['', ''];
    const chosen = given.map(({ name }) => [name, Math.floor(random() * values[name]!.length)] as const);
    return [
      chosen.map(([name, index]) => `_${name}${index}`).join(''),
      `(${chosen.map(([name, index]) => `${name}: ${values[name]![index]!}`).join(', ')})`,
    ];
  }

  function fieldOf(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    const [suffix, given] = argumentsFor(field);
    // The same key always says the same of the same type, so that fields merge.
    const alias = field.args.length > 0 ? `${field.name}_with${suffix}: ` : chance(15) ? `${type.name}_${field.name}: ` : '';
    return `${alias}${field.name}${given}${condition()}${isCompositeType(named) ? ` ${setOf(named, depth - 1)}` : ''}`;
  }

  function setOf(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    if (chance(25)) parts.push(chance(50) ? '__typename' : 'kind: __typename');
    if (!isUnionType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
      if (fields.length > 0)
        for (let count = 1 + Math.floor(random() * 3); count > 0; count--) parts.push(fieldOf(type, pick(fields), depth));
    }
    if (depth > 0 && (isAbstractType(type) || chance(10))) parts.push(...fragmentsOn(type, depth));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  function fragmentsOn(type: GraphQLCompositeType, depth: number): string[] {
    const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const wider = Object.values(schema.getTypeMap()).filter(
      (other) => isInterfaceType(other) && members.some((member) => schema.isSubType(other, member)),
    ) as GraphQLCompositeType[];
    const conditions = [...members, ...wider].filter(() => chance(45));
    return conditions.map((on) => `... on ${on.name}${condition()} ${setOf(on, depth - 1)}`);
  }

  const query = `query Random($yes: Boolean! = true, $no: Boolean! = false) {
    root: __typename @include(if: $yes) @skip(if: $no)
    ... ${setOf(schema.getQueryType()!, deepest)}
  }`;
  return { query, variables: chance(30) ? { yes: chance(50), no: chance(50) } : {} };
}

/** Mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
