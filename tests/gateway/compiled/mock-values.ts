import {
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isAbstractType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';

/** An object of a made-up world: all that is told of it follows from its name. */
export interface Thing {
  readonly __typename: string;
  readonly is: string;
  /** What a gateway sent to name it. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** What there is to know of a world besides the types of its fields. */
export interface World {
  /** Types whose objects stand at several places, and can be named. */
  readonly entities: ReadonlySet<string>;
  /** `Type.field` of which keys are made. */
  readonly keys: ReadonlySet<string>;
  /** The types that a field gives, where its own is abstract. */
  readonly membersOf: (coordinate: string) => readonly string[];
}

interface Asked {
  readonly of: Thing;
  readonly field: string;
  /** The arguments, or whatever else it depends on. */
  readonly by: string;
}

const kinds = 3;

/** The value of a field of a thing. The same wherever, and by whomever, it is asked for. */
export function valueOf(world: World, type: GraphQLOutputType, asked: Asked): unknown {
  const coordinate = `${asked.of.__typename}.${asked.field}`;
  const isKey = world.keys.has(coordinate);
  const value = (at: GraphQLOutputType, place: string, mayBeNull: boolean): unknown => {
    if (isNonNullType(at)) return value(at.ofType, place, false);
    const number = hash(`${place} ${asked.by}`);
    if (mayBeNull && !isKey && number % 7 === 0) return null;
    if (isListType(at)) return Array.from({ length: number % kinds }, (_, index) => value(at.ofType, `${place}[${index}]`, true));
    if (isEnumType(at)) return at.getValues()[number % at.getValues().length]!.name;
    if (isObjectType(at) || isAbstractType(at)) return thingAt(at, place, number);
    return isKey ? `${asked.field}=${asked.of.is}` : leaf(at, asked.field, number);
  };
  const thingAt = (at: GraphQLNamedType, place: string, number: number): Thing => {
    const members = world.membersOf(coordinate);
    const typename = members.length > 0 ? members[number % members.length]! : at.name;
    return { __typename: typename, is: world.entities.has(typename) ? `${typename}${number % kinds}` : place };
  };
  return value(type, `${asked.of.is}.${asked.field}`, true);
}

function leaf({ name }: GraphQLNamedType, field: string, number: number): unknown {
  if (name === 'Int') return number % 100;
  if (name === 'Float') return (number % 100) / 4;
  if (name === 'Boolean') return number % 2 === 0;
  if (name === 'String' || name === 'ID') return `${field} ${number % 1_000}`;
  return { number: number % 10, list: [1, { two: 2 }] };
}

/** The name of the thing that a key names. */
export function namedBy(key: unknown): string | null {
  if (typeof key === 'string') return /^\w+=(\w+)/.exec(key)?.[1] ?? null;
  if (typeof key !== 'object' || key === null) return null;
  // What names the thing itself before what names others.
  const parts: unknown[] = Object.values(key);
  for (const part of parts.toSorted((a, b) => Number(typeof a === 'object') - Number(typeof b === 'object'))) {
    const name = namedBy(part);
    if (name) return name;
  }
  return null;
}

/** FNV-1a, mixed. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state ^= state >>> 15;
  return Math.imul(state, 0x2c1b3c6d) >>> 8;
}
