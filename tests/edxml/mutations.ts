export type Random = () => number;

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const largestInput = 1024 * 1024;
/** What stands in an answer only where an entity was expanded. */
export const canary = 'canary-expanded-'.repeat(3);
const entities = '<!ENTITY a "canary-expanded-"><!ENTITY b "&a;&a;&a;"><!ENTITY % p "<!ENTITY d \'&a;&a;&a;\'>">%p;';
const doctype = `<!DOCTYPE edXML [${entities}]>`;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1));

const fragments = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '-->',
  '?>',
  '<!--',
  '<![CDATA[',
  '<?x ',
  '<?xml version="1.0" encoding="windows-1258"?>',
  '</edXML:Subject>',
  '<edXML:From>',
  '<edXML:DocumentId>x</edXML:DocumentId>',
  '<edXML:To><edXML:OrganId>x</edXML:OrganId></edXML:To>',
  '<__proto__>',
  '<constructor/>',
  '<!X>',
  '<!ENTITY b "x">',
  doctype,
  '&a;',
  '&b;',
  '&d;',
  '&lt;',
  '&#0;',
  '&#xD800;',
  '&#1114112;',
  '&#x26;b;',
  ' a="b"',
  ' a=b',
  ' xmlns:x="y"',
  ' xlink:href',
  '\u{FEFF}',
  '\0',
  '2026/02/30',
] as const;

/** Texts that leave a document well-formed, so that what reads the tree is reached, too. */
const texts = [
  '',
  ' ',
  '0',
  '-1',
  '99999999',
  '2026/02/30',
  '2026/06/09 24:00',
  '0000/00/00',
  '<![CDATA[&b;]]>',
  '&#xD800;',
  '&b;',
  '<x/>',
  'ế',
] as const;

type Mutation = (bytes: Buffer, random: Random, other: () => Buffer) => Buffer;

const slice = (bytes: Buffer, random: Random): Buffer => {
  const from = upTo(random, bytes.length);
  return bytes.subarray(from, from + upTo(random, Math.min(2_000, bytes.length - from)));
};
const inserted = (bytes: Buffer, at: number, what: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
const times = (unit: Buffer, random: Random) =>
  Buffer.concat(Array.from({ length: Math.min(upTo(random, 20_000), Math.floor(300_000 / (unit.length + 1))) }, () => unit));

const retold: Mutation = (bytes, random) => {
  const nth = upTo(random, 40);
  let at = 0;
  return Buffer.from(bytes.toString().replace(/>[^<>]*</g, (text) => (at++ === nth ? `>${pick(random, texts)}<` : text)));
};

const mutations: readonly Mutation[] = [
  retold,
  retold,
  retold,
  retold,
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let left = 1 + upTo(random, 8); left > 0 && flipped.length > 0; left--)
      flipped[upTo(random, flipped.length - 1)]! ^= 1 << upTo(random, 7);
    return flipped;
  },
  (bytes, random, other) => inserted(bytes, upTo(random, bytes.length), slice(other(), random)),
  (bytes, random, other) => Buffer.concat([bytes.subarray(0, upTo(random, bytes.length)), slice(other(), random)]),
  (bytes, random) => inserted(bytes, upTo(random, bytes.length), slice(bytes, random)),
  (bytes, random) => bytes.subarray(0, upTo(random, bytes.length)),
  (bytes, random) => bytes.subarray(upTo(random, Math.min(200, bytes.length))),
  (bytes, random) => {
    const from = upTo(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + upTo(random, 300))]);
  },
  (bytes, random) => inserted(bytes, upTo(random, bytes.length), Buffer.from(pick(random, fragments))),
  // One fragment very often: what costs more than its length shows here.
  (bytes, random) => inserted(bytes, upTo(random, bytes.length), times(Buffer.from(pick(random, fragments)), random)),
  (bytes, random) => inserted(bytes, upTo(random, bytes.length), times(slice(bytes, random), random)),
  (bytes, random) =>
    Buffer.from(
      bytes
        .toString()
        .replace(/<[a-z]/i, `${doctype}$&`)
        .replace(/>[^<>]+</, `>&${pick(random, ['a', 'b', 'd'])};<`),
    ),
  (bytes, random) => Buffer.from(bytes.toString(), pick(random, ['utf16le', 'latin1'])),
  (bytes, random) => {
    const at = bytes.indexOf('>', upTo(random, bytes.length));
    return at < 0
      ? bytes
      : inserted(bytes, at, Buffer.from(pick(random, [' a="1"', " a='>'", ' a', ' a="', '/', ' '.repeat(50_000)])));
  },
];

const names = [
  'edXML:edXML',
  'edXMLEnvelope',
  'edXML:edXMLHeader',
  'MessageHeader',
  'From',
  'OrganId',
  'To',
  'Subject',
  'x:y',
  'Status',
];

/** A document of random elements: mostly well-formed, of any breadth and depth. */
function grown(random: Random, depth = 0): string {
  const name = pick(random, names);
  if (depth > 60 || random() < 0.15) return `<${name}/>`;
  const children = Array.from({ length: upTo(random, depth < 3 ? 6 : 2) }, () =>
    random() < 0.5
      ? grown(random, depth + 1)
      : pick(random, ['text', '<![CDATA[&b;]]>', '<!-- x -->', '&amp;', '&b;', '<?x y?>', ' ']),
  );
  const attribute = random() < 0.3 ? ' a="&b;"' : '';
  return `<${name}${attribute}>${children.join('')}</${random() < 0.01 ? 'z' : name}>`;
}

/** Inputs without end: the corpus as it is, changed one to four times, or grown. */
export function* inputsFrom(corpus: readonly Buffer[], seed: number): Generator<Buffer, never> {
  yield* corpus;
  const random = randomFrom(seed);
  const other = () => pick(random, corpus);
  for (;;) {
    let input = random() < 0.1 ? Buffer.from(grown(random)) : other();
    for (let left = 1 + Math.floor(random() ** 3 * 4); left > 0; left--) input = pick(random, mutations)(input, random, other);
    yield input.subarray(0, largestInput);
  }
}
