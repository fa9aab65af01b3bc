import type { BenchSubgraph } from './serve.js';

// Six subgraphs that a planner may cross in very many ways.
//
// A place has six texts f0…f5 and leads to six places p0…p5. Each of these fields is shareable and stands in two of the six subgraphs, so
// that no subgraph can answer a whole question and from each step there are several to go on to: the ways multiply with every level. (Were
// each field in all six, one subgraph would do for everything, and the planner sees that at once.)
//
// A thing is of ten types. The first subgraph finds it but does not know its name, which each of the five others could tell of each
// type: the planner multiplies the five ways of each type, and only then counts them against its `pathsLimit`.
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const numbers = [0, 1, 2, 3, 4, 5];
const types = Array.from({ length: 10 }, (_, at) => `Thing${at}`);
const knows = (subgraph: number, field: number) => [4, 5].includes((subgraph - field + 6) % 6);

function sdlOf(subgraph: number): string {
  const fields = numbers.filter((field) => knows(subgraph, field));
  const named = subgraph > 0 ? 'name: String @shareable' : '';
  return `${link}
    type Query { place: Place @shareable ${subgraph === 0 ? 'thing: Thing' : ''} }
    type Place @key(fields: "id") {
      id: ID!
      ${fields.map((field) => `f${field}: String @shareable p${field}: Place @shareable`).join(' ')}
    }
    interface Thing { id: ID! ${named.replace('@shareable', '')} }
    ${types.map((type) => `type ${type} implements Thing @key(fields: "id") { id: ID! ${named} }`).join('\n')}`;
}

const place = { id: '1' };
const resolversOf = (subgraph: number): BenchSubgraph['resolvers'] => ({
  Query: { place: () => place, ...(subgraph === 0 && { thing: () => ({ __typename: types[0], id: '1' }) }) },
  Place: Object.fromEntries([
    ['__resolveReference', () => place],
    ...numbers
      .filter((field) => knows(subgraph, field))
      .flatMap((field) => [
        [`f${field}`, () => `text ${field}`],
        [`p${field}`, () => place],
      ]),
  ]) as BenchSubgraph['resolvers'][string],
  ...Object.fromEntries(
    types.map((type) => [type, { __resolveReference: ({ id }: { id: string }) => ({ id, name: `${type} ${id}` }) }]),
  ),
});

export const crossroads: readonly BenchSubgraph[] = numbers.map((number) => ({
  name: `road${number}`,
  sdl: sdlOf(number),
  resolvers: resolversOf(number),
}));

/** Small questions that take a planner long. Milliseconds are of the planner alone, cold, with its own defaults. */
export const hardQuestions: Readonly<Record<string, string>> = {
  // 61 tokens: 8,192 plans weighed, about 1,900 ms; with 1,000 plans at most and 100 paths, 512 weighed, about 500 ms.
  wide: `{ place {
    f2
    a0: p5 { f3 a0: p5 { f2 f5 f4 f3 f1 f0 } f2 f4 f0 f5 }
    a1: p1 { a0: p5 { f4 f0 f5 f1 } a1: p0 { f2 f4 } }
    a2: p3 { a0: p0 { f5 } f2 f1 }
  } }`,
  // 52 tokens: no end within 20 s; with 100 paths at most, refused after some 50 ms.
  deep: `{ place { p0 { p1 { p2 { p3 { p4 { p5 { p0 { p1 { p2 { p3 { p4 { p5 { p0 { p1 { p2 { f0 f1 } } } } } } } } } } } } } } } } }`,
  // 6 tokens: no end within 20 s, whatever the limits.
  product: '{ thing { name } }',
};
