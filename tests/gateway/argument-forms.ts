import * as fc from 'fast-check';

/** A question whose argument does, or does not, say somebody's name. */
export interface ArgumentForm {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly tells: boolean;
}

interface Given {
  readonly value: unknown;
  readonly tells: boolean;
}

const nothing: Given = { value: null, tells: false };
const name: fc.Arbitrary<Given> = fc.constantFrom({ value: 'Hạnh', tells: true }, { value: '', tells: true }, nothing);
// A value stands for a list of itself.
const names: fc.Arbitrary<Given> = fc.oneof(
  name,
  name.map(({ value, tells }) => (value === null ? nothing : { value: [value], tells })),
  name.map(({ value, tells }) => (value === null ? nothing : { value: [['a', value]], tells })),
);
const { filter } = fc.letrec<{ filter: Given }>((again) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Given>(nothing, { value: {}, tells: false }, { value: { tag: 'x' }, tells: false }),
    name.map(({ value, tells }) => ({ value: { tag: 'x', name: value }, tells })),
    again('filter').map(({ value, tells }) => ({ value: { not: value }, tells })),
    fc
      .array(
        again('filter').filter(({ value }) => value !== null),
        { maxLength: 3 },
      )
      .map((all) => ({
        value: { all: all.map(({ value }) => value) },
        tells: all.some(({ tells }) => tells),
      })),
    again('filter')
      .filter(({ value }) => value !== null)
      .map(({ value, tells }) => ({ value: { all: value, name: null }, tells })),
  ),
}));

const fields = {
  byName: ['name', 'String', name],
  byNames: ['names', '[[String!]]', names],
  byFilter: ['filter', 'Filter', filter],
} as const;

const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literal(inner)}`)
    .join(', ')} }`;
};

/** The first text within the value as a variable, the rest as it is. */
function withVariable(value: unknown): { text: string; variables: Record<string, unknown> } {
  let found: string | null = null;
  const text = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'string' || found !== null) return inner;
    found = inner;
    return '$v$';
  });
  if (found === null) return { text: literal(value), variables: {} };
  return { text: literal(JSON.parse(text)).replace('"$v$"', '$v'), variables: { v: found } };
}

type Way = (argument: { readonly type: string; readonly given: Given }) => {
  readonly head: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly tells: boolean;
};

const byValue: Way = ({ given: { value, tells } }) => ({ head: '', text: literal(value), variables: {}, tells });
const byVariable: Way = ({ type, given: { value, tells } }) => ({
  head: `($x: ${type})`,
  text: '$x',
  variables: { x: value },
  tells,
});
const byDefault: Way = ({ type, given: { value, tells } }) => ({
  head: `($x: ${type} = ${literal(value)})`,
  text: '$x',
  variables: {},
  tells,
});
const byDefaultThatIsNotTaken: Way = (argument) => ({ ...byDefault(argument), variables: { x: null }, tells: false });
const byVariableWithin: Way = (argument) => {
  const { type, given } = argument;
  const isList = type.startsWith('[');
  const { text, variables } = withVariable(given.value);
  // A variable must have the type of its very place, where a value may stand for a list of itself.
  if (!text.includes('$v') || (isList && text === '$v')) return byValue(argument);
  const itemType = text === '[$v]' ? '[String!]' : 'String!';
  return { head: `($v: ${isList ? itemType : 'String'})`, text, variables, tells: given.tells };
};

function formOf(field: keyof typeof fields, given: Given, way: Way, wrap: string): ArgumentForm {
  const [argument, type] = fields[field];
  const { head, text, variables, tells } = way({ type, given });
  const asked = `found: ${field}(${argument}: ${text}) { tag }`;
  return { text: `query ${head} { ${wrap.replaceAll('*', asked)} }`, variables, tells };
}

const way = fc.constantFrom(byValue, byVariable, byDefault, byDefaultThatIsNotTaken, byVariableWithin);
const wrap = fc.constantFrom('*', '... { * }', '... on Query @include(if: true) { * }', '* ... { * }');

/** Every way to give an argument: as it is, by variable, by default, within lists and input objects. */
export const argumentForm: fc.Arbitrary<ArgumentForm> = fc
  .oneof(
    fc.tuple(fc.constant('byName' as const), name, way, wrap),
    fc.tuple(fc.constant('byNames' as const), names, way, wrap),
    fc.tuple(fc.constant('byFilter' as const), filter, way, wrap),
  )
  .map(([field, given, by, within]) => formOf(field, given, by, within));
