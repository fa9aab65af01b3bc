// Five subgraphs that share every field: each field can be asked of any of them, so that ways to ask multiply.

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';
const fields = 'abcdefghijklmn'.split('');
const root = `${link} type Query { root: Root } type Root { ${fields.map((name) => `${name}: Thing`).join(' ')} }
  type Subscription { told: Thing } type Thing @key(fields: "id") { id: ID! }`;
const shared = `${link} type Thing @key(fields: "id") { id: ID! x: Int @shareable y: Int @shareable other: Thing @shareable }`;

export const explosive = [root, ...Array.from({ length: 5 }, () => shared)].map((sdl, at) => ({ name: `s${at}`, sdl }));

/** 61 tokens. */
export const explosiveQuery = `{ root { ${fields.map((name) => `${name} { x }`).join(' ')} } }`;

/** More than a door lets in: seconds of planning, whatever the limits of the planner. */
export const endlessQuery = `{ root { ${Array.from({ length: 400 }, (_, at) => `f${at}: ${fields[at % 14]!} { x }`).join(' ')} } }`;
