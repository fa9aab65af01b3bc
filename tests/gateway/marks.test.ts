import { describe, expect, test } from '@jest/globals';
import { composeSupergraph } from '../../gateway/supergraph/compose.js';
import { splitSupergraph } from '../../gateway/supergraph/split.js';
import { hubFeature } from '../../schema/rules.js';

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])\n`;
const compose = (...sdl: string[]) =>
  composeSupergraph(sdl.map((text, at) => ({ name: `s${at}`, sdl: federation + hubFeature + text })));

const person = `
  type Query { person: Person @authenticated place: Place @public }
  type Person @requiresScopes(scopes: [["person:read"]]) {
    name: String @personalData(category: "IDENTITY", mask: "INITIALS")
    phone: String @personalData(category: "CONTACT", mask: "LAST4")
    height: Int
  }
  type Place @public { name: String }`;

describe('the hub’s own marks in a supergraph', () => {
  test('tell what is public and what is personal, and do not reach the engine', () => {
    const { open, personalData, executableSdl } = splitSupergraph(compose(person));
    expect([...open]).toEqual(['Place', 'Query.place']);
    expect(Object.fromEntries(personalData)).toEqual({
      'Person.name': { category: 'IDENTITY', mask: 'INITIALS' },
      'Person.phone': { category: 'CONTACT', mask: 'LAST4' },
    });
    expect(executableSdl).not.toMatch(/public|personalData|lien-thong-hub\.example/);
  });

  test('a directive of the same name in a supergraph without the hub’s feature means nothing, and stays', () => {
    const sdl = composeSupergraph([{ name: 'a', sdl: 'type Query { a: Int }' }]).replace('a: Int', 'a: Int @public');
    const marked = `${sdl}\ndirective @public on FIELD_DEFINITION`;
    const { open, executableSdl } = splitSupergraph(marked);
    expect([...open]).toEqual([]);
    expect(executableSdl).toContain('a: Int @public');
  });

  const imports = 'import: ["@public", "@personalData", "@reveals", "@dataSubject"]';
  test.each([
    ['an unknown category', '"CONTACT"', '"GOSSIP"', /Person\.phone .* unknown category: GOSSIP/],
    ['an unknown mask', '"LAST4"', '"LAST40"', /Person\.phone .* unknown mask: LAST40/],
    ['a name that every object has', '"LAST4"', '"toString"', /unknown mask/],
    [
      'a renamed import',
      imports,
      'import: [{ name: "@public", as: "@open" }, "@personalData", "@reveals", "@dataSubject"]',
      /renames/,
    ],
    ['a renamed feature', imports, `as: "h", ${imports}`, /renames/],
    ['another version', '/hub/v1.0', '/hub/v2.0', /version 1/],
    ['a mark in a place that is not read', 'type Place\n', 'extend type Place @public\ntype Place\n', /cannot be read/],
  ])('%s is refused', (_name, from, to, reason) => {
    const supergraph = compose(person);
    const changed = supergraph.replace(from, to);
    expect(changed).not.toBe(supergraph);
    expect(() => splitSupergraph(changed)).toThrow(reason);
  });
});

describe('a mark that could not be kept', () => {
  const marked = (field: string, rest = '') =>
    `type Query { it: T @requiresScopes(scopes: [["person:read"]]) } type T @requiresScopes(scopes: [["person:read"]]) { ${field} } ${rest}`;
  const data = (mask: string) => `@personalData(category: "IDENTITY", mask: "${mask}")`;
  test.each([
    [
      'a mask that may leave nothing, where something must stand',
      marked(`name: String! ${data('HIDE')}`),
      /T\.name.*cannot be null/,
    ],
    ['a mask that makes text of a number', marked(`height: Int ${data('YEAR')}`), /T\.height.*no text/],
    ['a list that must not be null, hidden', marked(`names: [String!]! ${data('HIDE')}`), /T\.names/],
    [
      'an interface that says otherwise than its types',
      `type Query { it: I @requiresScopes(scopes: [["person:read"]]) }
       interface I { name: String }
       type T implements I @requiresScopes(scopes: [["person:read"]]) { name: String ${data('INITIALS')} }`,
      /T\.name.*otherwise than I\.name/,
    ],
    [
      'the reveal of a field that there is not',
      `type Query { it(id: ID @reveals(field: "T.nothing")): T @requiresScopes(scopes: [["person:read"]]) } type T @requiresScopes(scopes: [["person:read"]]) { name: String }`,
      /T\.nothing/,
    ],
  ])('is refused: %s', (_name, sdl, reason) => expect(() => compose(sdl)).toThrow(reason));

  test('is refused: a field made of a marked one by another subgraph, and not marked itself', () => {
    const one = `type Query { p: P @public } type P @key(fields: "id") { id: ID! @public name: String @requiresScopes(scopes: [["person:read"]]) ${data('INITIALS')} }`;
    const two = (mark: string) =>
      `type P @key(fields: "id") { id: ID! @public name: String @external hello: String @requires(fields: "name") @requiresScopes(scopes: [["person:read"]]) ${mark} }`;
    expect(() => compose(one, two(''))).toThrow(/P\.hello: is made of P\.name/);
    expect(() => compose(one, two(data('HIDE')))).not.toThrow();
  });
});

describe('deny by default', () => {
  test('lists every field of which nobody said who may read it', () => {
    const gaps = () => compose('type Query { a: Int b: Thing c: Int @public } type Thing { x: Int y: Int @authenticated }');
    expect(gaps).toThrow(/- Query\.a: .*\n- Query\.b: .*\n- Thing\.x: [^\n]*$/);
  });

  test.each([
    [
      'the field',
      'type Query { a: Int @authenticated b: Int @requiresScopes(scopes: [["s"]]) c: Int @policy(policies: [["p"]]) }',
    ],
    ['the type it stands in', 'type Query @public { a: Int }'],
    ['the composite type it gives', 'type Query { a: [Thing!]! } type Thing @authenticated { x: Int }'],
  ])('a rule may stand on %s', (_name, sdl) => {
    expect(() => compose(sdl)).not.toThrow();
  });

  test('a rule on a scalar or an enum is not one for the fields that give it', () => {
    expect(() => compose('type Query { level: Level } enum Level @authenticated { ONE }')).toThrow(/Query\.level/);
  });

  test('what one domain adds to an entity of another needs a rule of its own', () => {
    const query = 'type Query { thing: Thing @public }';
    const thing = 'type Thing @key(fields: "id") { id: ID! @public }';
    expect(() => compose(`${query} ${thing}`, 'type Thing @key(fields: "id") { id: ID! @public more: Int }')).toThrow(
      /Thing\.more/,
    );
    expect(() => compose(`${query} type Thing @public @key(fields: "id") { id: ID! }`)).toThrow(/Thing: an entity/);
  });

  test('public and guarded, or public and personal, is a contradiction', () => {
    expect(() => compose('type Query { a: Int @public @authenticated }')).toThrow(/Query\.a: is @public and has an access rule/);
    const open = 'type Query { a: String @public @personalData(category: "HEALTH", mask: "HIDE") }';
    expect(() => compose(open)).toThrow(/Query\.a: holds personal data/);
  });

  test('a supergraph that cannot say @public is not judged', () => {
    expect(() => composeSupergraph([{ name: 'a', sdl: 'type Query { a: Int }' }])).not.toThrow();
  });
});
