import * as fc from 'fast-check';

// One question, and the many forms in which it can be asked. A question is a tree of fields; its plain form names each once, its other
// forms say the same through aliases, fragments of every kind, and directives that change nothing.

export interface Question {
  /** Fields of the type itself, and what is asked of what they give. */
  readonly fields: Readonly<Record<string, Question | null>>;
  /** Of an abstract type: fields of those it can be. */
  readonly members: Readonly<Record<string, Readonly<Record<string, Question | null>>>>;
}

const leaves: Readonly<Record<string, readonly string[]>> = {
  Query: [],
  Person: ['id', 'tag', 'name', 'secret', 'phone', 'note', 'nicknames', 'mixed', 'derived', 'summary', 'rank'],
  Animal: ['tag', 'name', 'secret', 'mixed'],
  Vault: ['tag', 'code'],
  Being: ['tag', 'name', 'secret', 'mixed'],
  Either: [],
};
export const givenBy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Query: {
    person: 'Person',
    people: 'Person',
    nobody: 'Person',
    being: 'Being',
    beings: 'Being',
    either: 'Either',
    rooms: 'Either',
  },
  Person: { friend: 'Person', friends: 'Person', pet: 'Being', either: 'Either', vault: 'Vault' },
  Animal: { owner: 'Person' },
  Vault: {},
  Being: {},
  Either: {},
};
const membersOf: Readonly<Record<string, readonly string[]>> = {
  Being: ['Person', 'Animal'],
  Either: ['Person', 'Animal', 'Vault'],
};
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  Person: ['Being', 'Either'],
  Animal: ['Being', 'Either'],
  Vault: ['Either'],
  Being: ['Either'],
  Either: [],
  Query: [],
};
/** Fields whose rule is the same for the interface and all its types: through either, the same is asked. */
const shared = ['tag', 'name', 'secret'];

const texts = ['tag', 'name', 'secret', 'phone', 'note', 'mixed'];

export function createForms(g: fc.GeneratorValue) {
  const chance = (percent: number) => g(fc.nat, { max: 99 }) >= 100 - percent;
  const pick = <T>(from: readonly T[]): T => from[g(fc.nat, { max: from.length - 1 })]!;
  const some = <T>(from: readonly T[], percent: number): T[] => {
    const kept = from.filter(() => chance(percent));
    return kept.length > 0 || from.length === 0 ? kept : [pick(from)];
  };

  /** A question about `type` that goes no deeper than `depth`. */
  function questionAbout(type: string, depth: number): Question {
    const members = membersOf[type] ?? [];
    const fields = members.length > 0 && chance(50) ? {} : fieldsOf(type, depth);
    // What is asked of the interface is not asked of its types again.
    const own = (member: string) =>
      Object.fromEntries(Object.entries(fieldsOf(member, depth)).filter(([field]) => !(field in fields)));
    const asked = some(members, 60).map((member) => [member, own(member)] as const);
    return { fields, members: Object.fromEntries(asked.filter(([, of]) => Object.keys(of).length > 0)) };
  }
  function fieldsOf(type: string, depth: number): Record<string, Question | null> {
    const below = depth > 0 ? some(Object.keys(givenBy[type]!), 15) : [];
    return Object.fromEntries([
      ...some(leaves[type]!, 20).map((field) => [field, null] as const),
      ...below.map((field) => [field, questionAbout(givenBy[type]![field]!, depth - 1)] as const),
    ]);
  }
  return { questionAbout, chance, pick };
}

/** Where a field of the plain form stands in another form: under which keys, and what of below it. */
export interface Level {
  readonly fields: ReadonlyMap<string, readonly Occurrence[]>;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, readonly Occurrence[]>>;
}
interface Occurrence {
  readonly key: string;
  readonly below: Level | null;
}

export interface Form {
  readonly text: string;
  readonly level: Level;
}

/** The question as the plainest text says it. */
export function plainForm(question: Question): string {
  const setOf = (of: Question['fields']): string =>
    Object.entries(of)
      .map(([field, below]) => (below ? `${field} ${all(below)}` : field))
      .join(' ');
  const all = ({ fields, members }: Question): string => {
    const fragments = Object.entries(members).map(([member, of]) => `... on ${member} { ${setOf(of)} }`);
    return `{ __typename ${setOf(fields)} ${fragments.join(' ')} }`;
  };
  return `query ${all(question)}`;
}

/** The same question in a form of random make. */
export function randomForm(question: Question, g: fc.GeneratorValue, decoys: boolean): Form {
  const { chance, pick } = createForms(g);
  const fragments: string[] = [];
  let names = 0;

  const directives = (): string =>
    chance(60)
      ? ''
      : pick([
          '@include(if: true)',
          '@skip(if: false)',
          '@include(if: $yes)',
          '@skip(if: $no)',
          '@skip(if: $no) @include(if: $yes)',
        ]);
  const never = (): string => pick(['@include(if: false)', '@skip(if: true)', '@include(if: $no)', '@skip(if: $yes)']);

  /** `items`, all of them selections on `type`, behind any number of fragments. */
  function wrapped(items: readonly string[], type: string, depth = 3): string {
    if (depth === 0 || items.length === 0 || chance(35)) return items.join(' ');
    if (items.length > 1 && chance(30)) {
      const at = 1 + g(fc.nat, { max: items.length - 2 });
      return `${wrapped(items.slice(0, at), type, depth - 1)} ${wrapped(items.slice(at), type, depth - 1)}`;
    }
    return behindFragment(wrapped(items, type, depth - 1), type);
  }

  function behindFragment(inner: string, type: string): string {
    const around = kindsOf[type]!;
    switch (pick(['untyped', 'typed', 'named', ...(around.length > 0 ? ['abstract', 'abstract'] : [])])) {
      case 'untyped':
        return `... ${directives()} { ${inner} }`;
      case 'typed':
        return `... on ${type} ${directives()} { ${inner} }`;
      case 'named': {
        const name = `F${names++}`;
        fragments.push(`fragment ${name} on ${type} { ${inner} }`);
        return `...${name} ${directives()} ${chance(20) ? `...${name}` : ''}`;
      }
      default:
        return `... on ${pick(around)} ${directives()} { ... on ${type} ${directives()} { ${inner} } }`;
    }
  }

  function fieldItems(of: Question['fields'], type: string): { items: string[]; map: Map<string, Occurrence[]> } {
    const map = new Map<string, Occurrence[]>();
    const items = Object.entries(of).flatMap(([field, below]) => {
      const times = chance(25) ? 2 : 1;
      const occurrences = Array.from({ length: times }, () => occurrence(field, below, type));
      map.set(
        field,
        occurrences.map(({ occurrence: one }) => one),
      );
      return occurrences.map(({ item }) => item);
    });
    if (decoys && chance(20)) items.push(`z${names++}: ${leaves[type]!.includes('secret') ? 'secret' : '__typename'} ${never()}`);
    return { items, map };
  }

  function occurrence(field: string, below: Question | null, type: string): { item: string; occurrence: Occurrence } {
    const key = keyFor(field, type);
    const alias = key === field ? '' : `${key}: `;
    if (!below) {
      const item = `${alias}${field} ${directives()}`;
      const throughInterface = kindsOf[type]!.includes('Being') && shared.includes(field) && !key.startsWith('k') && chance(30);
      return { item: throughInterface ? `... on Being ${directives()} { ${item} }` : item, occurrence: { key, below: null } };
    }
    const { text, level } = selection(below, givenBy[type]![field]!);
    return { item: `${alias}${field} ${directives()} ${text}`, occurrence: { key, below: level } };
  }

  // In different types of one union the same key may stand for different fields.
  function keyFor(field: string, type: string): string {
    const at = texts.indexOf(field);
    if (at < 0 || !leaves[type]!.includes(field) || !membersOf['Either']!.includes(type) || !chance(25))
      return chance(40) ? `a${names++}` : field;
    return `k${type === 'Animal' ? texts.length - 1 - at : at}`;
  }

  function selection({ fields, members }: Question, type: string): Form {
    const own = fieldItems(fields, type);
    const perMember = Object.entries(members).map(([member, of]) => ({ member, ...fieldItems(of, member) }));
    const typename = chance(30) ? `t${names++}` : '__typename';
    const open = typename === '__typename' ? typename : `${typename}: __typename`;
    const parts = [
      ...own.items,
      open,
      ...perMember.map(({ member, items }) => `... on ${member} ${directives()} { ${wrapped(items, member)} }`),
    ];
    return {
      text: `{ ${wrapped(parts, type)} }`,
      level: {
        fields: new Map([...own.map, ['__typename', [{ key: typename, below: null }]]]),
        members: new Map(perMember.map(({ member, map }) => [member, map])),
      },
    };
  }

  const { text, level } = selection(question, 'Query');
  const body = `${text} ${fragments.join(' ')}`;
  const variables = [
    ...(body.includes('$yes') ? ['$yes: Boolean! = true'] : []),
    ...(body.includes('$no') ? ['$no: Boolean = false'] : []),
  ];
  return { text: `query ${variables.length > 0 ? `(${variables.join(', ')})` : ''} ${body}`, level };
}

/** Coordinates of all fields that the question names. */
export function coordinatesIn(question: Question, type = 'Query'): string[] {
  const inFields = (fields: Question['fields'], owner: string): string[] =>
    Object.entries(fields).flatMap(([field, below]) => [
      `${owner}.${field}`,
      ...(below ? coordinatesIn(below, givenBy[owner]![field]) : []),
    ]);
  return [
    ...inFields(question.fields, type),
    ...Object.entries(question.members).flatMap(([member, fields]) => inFields(fields, member)),
  ];
}
