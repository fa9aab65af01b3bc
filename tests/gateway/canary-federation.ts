import { hubFeature } from '../../schema/rules.js';
import type { SmallSubgraph } from './small-federation.js';

// Three subgraphs with every kind of field behind every kind of type, each protected value with a text of its own: who finds it in an
// answer, however they asked, has been told the field.

const scope = (...names: string[]) => `@requiresScopes(scopes: [${JSON.stringify(names)}])`;
const marked = (mask: string) => `@personalData(category: "IDENTITY", mask: "${mask}")`;

/** Stands in the value of this field, and nowhere else. */
export const canaryOf = (coordinate: string) => `Qz${coordinate.replace('.', 'Xq')}`;

const name = `name: String ${scope('person:read')} ${marked('INITIALS')}`;
const secret = `secret: String ${scope('health:restricted')}`;

const people = (): SmallSubgraph => ({
  sdl: `${hubFeature}
    type Query @public {
      person: Person
      people: [Person!]!
      nobody: Person
      being: Being
      beings: [Being!]
      either: Either
      rooms: [[Either!]]
      own(personalId: ID! = "040199000009"): String @policy(policies: [["own_file"]])
      byName(name: String @reveals(field: "Person.name")): Person
      byNames(names: [[String!]] @reveals(field: "Person.name")): Person
      byFilter(filter: Filter): [Person!]
    }
    input Filter { tag: String name: String @reveals(field: "Person.name") all: [Filter!] not: Filter }
    interface Being { tag: String @public name: String ${marked('INITIALS')} secret: String mixed: String }
    union Either = Person | Animal | Vault
    type Person implements Being @key(fields: "id") {
      id: ID! @public
      tag: String @public
      ${name} ${secret}
      phone: String ${scope('person:read')} ${marked('LAST4')}
      note: String ${scope('person:read')} ${marked('HIDE')}
      nicknames: [String!] ${scope('person:read')} ${marked('INITIALS')}
      mixed: String ${scope('office:write')}
      friend: Person @public
      friends: [Person!] @public
      pet: Being @public
      either: Either @public
      vault: Vault
    }
    type Animal implements Being { tag: String @public ${name} ${secret} mixed: String @public owner: Person @public }
    type Vault ${scope('public-services:write')} { tag: String code: String! }`,
  resolvers: {
    Query: {
      person: () => person(1),
      people: () => [person(1), person(2)],
      being: () => animal(1),
      beings: () => [person(3), animal(3)],
      either: () => person(4),
      rooms: () => [[person(5), animal(5)], [vault(5)], []],
      own: (_: unknown, { personalId }: { personalId: string }) => `${canaryOf('Query.own')} ${personalId}`,
      byName: () => person(6),
      byNames: () => person(6),
      byFilter: () => [person(6)],
    },
    Person: { __resolveReference: ({ id }: { id: string }) => person(Number(id)) },
  },
});

/** What is made of a protected field, and what is made of that, two subgraphs further. */
const derived: SmallSubgraph = {
  sdl: `${hubFeature} type Person @key(fields: "id") {
    id: ID! @public
    secret: String @external
    derived: String @requires(fields: "secret") ${scope('health:restricted')}
  }`,
  resolvers: {
    Person: { derived: ({ secret: of }: { secret: string }) => `${canaryOf('Person.derived')} ${of.length}` },
  },
};
const summaries: SmallSubgraph = {
  sdl: `${hubFeature} type Person @key(fields: "id") {
    id: ID! @public
    derived: String @external
    summary: String @requires(fields: "derived") ${scope('health:restricted', 'health:statistics')}
    rank: Int @public
  }`,
  resolvers: {
    Person: {
      summary: ({ derived: of }: { derived: string }) => `${canaryOf('Person.summary')} ${of.length}`,
      rank: ({ id }: { id: string }) => Number(id),
    },
  },
};

export const canaryFederation = (): Record<string, SmallSubgraph> => ({ people: people(), derived, summaries });

const value = (coordinate: string, id: number) => `${canaryOf(coordinate)} Wv${id}Jk`;

// Deeper than any operation of the tests goes.
const person = (id: number): object => ({
  __typename: 'Person',
  id: String(id),
  tag: `person ${id}`,
  name: value('Person.name', id),
  secret: value('Person.secret', id),
  phone: value('Person.phone', id),
  note: value('Person.note', id),
  nicknames: [value('Person.nicknames', id)],
  mixed: value('Person.mixed', id),
  friend: () => person(id + 10),
  friends: () => [person(id + 20), person(id + 30)],
  pet: () => animal(id),
  either: () => vault(id),
  vault: () => vault(id),
});
const animal = (id: number): object => ({
  __typename: 'Animal',
  tag: `animal ${id}`,
  name: value('Animal.name', id),
  secret: value('Animal.secret', id),
  mixed: `mixed ${id}`,
  owner: () => person(id + 40),
});
const vault = (id: number): object => ({ __typename: 'Vault', tag: `vault ${id}`, code: value('Vault.code', id) });

const named = ['citizen', 'officer', 'clinician', 'clinician+restricted-care'];
/** Who reads a field in the clear. Those that are not here, everybody does. */
export const clearFor: Readonly<Record<string, readonly string[]>> = {
  'Person.name': named,
  'Animal.name': named,
  'Being.name': named,
  'Person.phone': named,
  'Person.note': named,
  'Person.nicknames': named,
  'Person.secret': ['clinician+restricted-care', 'restricted-care'],
  'Animal.secret': ['clinician+restricted-care', 'restricted-care'],
  'Being.secret': ['clinician+restricted-care', 'restricted-care'],
  'Person.derived': ['clinician+restricted-care', 'restricted-care'],
  'Person.summary': ['clinician+restricted-care'],
  'Person.mixed': ['officer'],
  // Whoever asks an interface must be allowed to ask each of its types.
  'Being.mixed': ['officer'],
  'Person.vault': ['officer'],
  'Vault.tag': ['officer'],
  'Vault.code': ['officer'],
};
/** What auditors see in their place. */
export const maskFor: Readonly<Record<string, string>> = {
  'Person.name': 'INITIALS',
  'Animal.name': 'INITIALS',
  'Being.name': 'INITIALS',
  'Person.phone': 'LAST4',
  'Person.note': 'HIDE',
  'Person.nicknames': 'INITIALS',
};
export const roles = [...named, 'restricted-care', 'ioc', 'auditor', 'reporter', 'admin'] as const;

export type Meaning = 'clear' | 'masked' | 'denied';
export function meaningFor(role: string, coordinate: string): Meaning {
  if (clearFor[coordinate]?.includes(role) ?? true) return 'clear';
  return role === 'auditor' && maskFor[coordinate] ? 'masked' : 'denied';
}
