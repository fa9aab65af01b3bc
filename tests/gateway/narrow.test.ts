import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, property, subarray } from 'fast-check';
import { buildSchema, isInterfaceType, isObjectType, parse, validate, validateSchema, type GraphQLSchema } from 'graphql';
import type { Rule } from '../../gateway/rights/rules.js';
import { createViews } from '../../gateway/rights/view.js';

const closed: Rule = { authenticated: true, scopes: [['nobody']], policies: [[]] };
const nobodyElse = { authenticated: true, scopes: new Set<string>(), clear: new Set<string>() };

/** The view of a caller for whom `hidden` is closed: types and fields by rule, arguments and input fields by what they would tell. */
function viewWithout(schema: GraphQLSchema, ...hidden: string[]) {
  const given = (coordinate: string) => coordinate.includes('(') || /^(?:Filter|Range|Loop)\./.test(coordinate);
  return createViews(schema, {
    rules: new Map([['Secret.told', closed], ...hidden.filter((at) => !given(at)).map((at): [string, Rule] => [at, closed])]),
    reveals: new Map(hidden.filter(given).map((at) => [at, 'Secret.told'])),
  })(nobodyElse);
}

const schema = buildSchema(`
  """One who asks."""
  type Query {
    person(id: ID!, "As of then." at: Moment): Person
    people(filter: Filter): [Person!]!
    ranged(range: Range!): Int
    found: [Found!]
    named: Named
    kept: Kept
    loop(loop: Loop): Int
    level: Level
  }
  type Mutation { rename(id: ID!, name: String = "x"): Person change(input: Range): Int }
  "A moment."
  scalar Moment
  enum Level { "At the top." HIGH LOW @deprecated(reason: "Too low.") }
  interface Named { name: String level(of: Level): Level }
  interface Titled implements Named { name: String level(of: Level): Level title: String }
  type Person implements Named { id: ID! name: String level(of: Level): Level born: Moment pet: Pet }
  type Mayor implements Named & Titled { name: String level(of: Level): Level title: String office: Office }
  type Office { city: String }
  type Pet { kind: Kind }
  type Kind { name: String }
  type Secret { told: String }
  interface Kept { note: String }
  type Letter implements Kept { note: String stamp: Int }
  union Found = Letter | Pet
  input Filter { name: String range: Range level: Level }
  input Range { from: Int! to: Int unit: Unit }
  enum Unit { DAY YEAR }
  input Loop { again: Loop once: Int }`);
const namesIn = (view: GraphQLSchema) => Object.keys(view.getTypeMap());
const fieldsOf = (view: GraphQLSchema, name: string) => {
  const type = view.getType(name);
  return type && 'getFields' in type ? Object.keys(type.getFields()) : null;
};

describe('a view', () => {
  test('of a caller to whom nothing is closed is the schema, but for what nothing leads to', () => {
    const { schema: view, sdl } = viewWithout(schema);
    expect(namesIn(schema).filter((name) => !namesIn(view).includes(name))).toEqual(['Secret']);
    expect(sdl()).toContain(
      '"""One who asks."""\ntype Query {\n  person(\n    id: ID!\n\n    """As of then."""\n    at: Moment\n  ): Person',
    );
    expect(sdl()).toContain('LOW @deprecated(reason: "Too low.")');
    expect(sdl()).toContain('rename(id: ID!, name: String = "x"): Person');
    expect(sdl()).toContain('"""A moment."""\nscalar Moment');
  });

  test('has a union of those members that show, and none without', () => {
    const view = viewWithout(schema, 'Letter').schema;
    expect(view.getPossibleTypes(view.getType('Found') as never).map(String)).toEqual(['Pet']);
    const none = viewWithout(schema, 'Letter', 'Pet').schema;
    expect(none.getType('Found')).toBeUndefined();
    expect(fieldsOf(none, 'Query')).not.toContain('found');
  });

  test('has no interface of which no implementer shows', () => {
    const { schema: view } = viewWithout(schema, 'Letter');
    expect(view.getType('Kept')).toBeUndefined();
    expect(fieldsOf(view, 'Query')).not.toContain('kept');
  });

  test('keeps the implementers that fragments can name, though no field gives them', () => {
    const { schema: view } = viewWithout(schema, 'Query.found', 'Query.kept', 'Mayor.title');
    expect(validate(view, parse('{ named { ... on Mayor { office { city } } } }'))).toEqual([]);
    expect(view.getType('Letter')).toBeUndefined();
    expect(viewWithout(schema, 'Query.named').schema.getType('Mayor')).toBeUndefined();
  });

  test('has an interface field that each implementer shows, and no other', () => {
    const { schema: view } = viewWithout(schema, 'Mayor.name', 'Person.level(of:)');
    expect(fieldsOf(view, 'Named')).toEqual(['level']);
    expect(fieldsOf(view, 'Person')).toContain('name');
    expect(validate(view, parse('{ named { level } }'))).toEqual([]);
    expect(validate(view, parse('{ named { level(of: LOW) } }'))).toHaveLength(1);
  });

  test('has no type without fields, nor what leads to it alone', () => {
    const { schema: view } = viewWithout(schema, 'Kind.name', 'Query.found');
    for (const type of ['Kind', 'Pet']) expect(view.getType(type)).toBeUndefined();
    expect(fieldsOf(view, 'Person')).toEqual(['id', 'name', 'level', 'born']);
  });

  test('has no mutation type when none may be asked for', () => {
    const { schema: view, sdl } = viewWithout(schema, 'Mutation.rename', 'Mutation.change');
    expect(view.getMutationType()).toBeFalsy();
    expect(sdl()).not.toContain('Mutation');
  });

  test('has no field whose required argument, or a part of it that must be given, is hidden', () => {
    expect(fieldsOf(viewWithout(schema, 'Query.person(id:)').schema, 'Query')).not.toContain('person');
    const { schema: view } = viewWithout(schema, 'Query.person(at:)', 'Filter.name', 'Range.from');
    expect(fieldsOf(view, 'Query')).toEqual(['person', 'people', 'found', 'named', 'kept', 'loop', 'level']);
    expect(fieldsOf(view, 'Filter')).toEqual(['level']);
    for (const type of ['Range', 'Unit']) expect(view.getType(type)).toBeUndefined();
    expect(validate(view, parse('{ person(id: 1) { name } }'))).toEqual([]);
    expect(validate(view, parse('{ person(id: 1, at: 2) { name } }'))).toHaveLength(1);
  });

  test('of a caller who may see nothing is empty', () => {
    const { schema: view, sdl } = viewWithout(schema, 'Query', 'Mutation');
    expect(view.getQueryType()).toBeFalsy();
    expect(sdl().trim()).toBe('');
  });

  test('keeps directives that clients may use, with the arguments they can give', () => {
    const { schema: view } = viewWithout(
      buildSchema('directive @a(x: E, y: Int) on FIELD directive @b(x: E!) on FIELD enum E { F } type Query { a: Int }'),
      'E',
    );
    expect(view.getDirective('a')!.args.map(({ name }) => name)).toEqual(['y']);
    expect(view.getDirective('b')).toBeFalsy();
  });

  test('keeps the names of root types that are called otherwise', () => {
    const renamed = buildSchema('schema { query: Q mutation: M } type Q { a: Int } type M { b: Int }');
    expect(viewWithout(renamed).schema.getMutationType()!.name).toBe('M');
    const { schema: view } = viewWithout(renamed, 'M.b');
    expect([view.getQueryType()!.name, view.getMutationType()]).toEqual(['Q', undefined]);
  });

  test('is one for all rights that come to the same', () => {
    const views = createViews(schema, {
      rules: new Map([['Secret.told', closed]]),
      reveals: new Map(),
    });
    const other = { ...nobodyElse, scopes: new Set(['somebody']) };
    expect(views(other)).toBe(views(nobodyElse));
    expect(views(other)).toBe(views(other));
  });

  test('is a valid schema without what is hidden, whatever is', () => {
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    const coordinates = types.flatMap((type) => [
      type.name,
      ...('getFields' in type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []),
      ...(isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap(({ name, args }) => args.map((arg) => `${type.name}.${name}(${arg.name}:)`))
        : []),
    ]);
    const closable = coordinates.filter((at) => !['Query', 'ID', 'String', 'Int', 'Boolean', 'Float'].includes(at));
    assert(
      property(subarray(closable, { maxLength: 8 }), array(constantFrom(...closable), { maxLength: 3 }), (some, more) => {
        const hidden = [...some, ...more];
        const { schema: view, sdl } = viewWithout(schema, ...hidden);
        expect(view.getQueryType() ? validateSchema(buildSchema(sdl())) : []).toEqual([]);
        for (const at of hidden) expect(coordinateIn(view, at)).toBe(false);
      }),
    );
  });
});

function coordinateIn(view: GraphQLSchema, coordinate: string): boolean {
  const [, owner, field, argument] = /^(\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(coordinate)!;
  const type = view.getType(owner!);
  if (field === undefined || !type) return type !== undefined;
  const found = 'getFields' in type ? type.getFields()[field] : undefined;
  if (argument === undefined || !found) return found !== undefined;
  return 'args' in found && found.args.some(({ name }) => name === argument);
}
