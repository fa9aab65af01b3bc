/** What a record says of its own place, as it stands there. */
export interface PlaceRead {
  readonly log: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const nothing = { log: '', seq: '', prev: '', at: '' };
const sought: ReadonlySet<string> = new Set(Object.keys(nothing));
const isSought = (name: string): name is keyof typeof nothing => sought.has(name);

/**
 * Reads of a record's canonical text (or of its UTF-8 bytes, each as one character) where it says it stands; null where it is no such
 * text. Looks at the members of the record itself only, each named once and in order, and steps over their values: a variable may be
 * named `seq`, too. Several times quicker than to parse it all; what it steps over, the hash of the text holds.
 */
export function readPlace(text: string): PlaceRead | null {
  const found = { ...nothing };
  let lastName = '';
  let at = 0;
  if (text.charCodeAt(at) !== openBrace) return null;
  do {
    const nameEnd = endOfName(text, at + 1);
    const valueEnd = nameEnd < 0 ? -1 : endOfValue(text, nameEnd + 1);
    const name = text.slice(at + 2, nameEnd - 1);
    if (valueEnd < 0 || name <= lastName) return null;
    if (isSought(name)) found[name] = text.slice(nameEnd + 1, valueEnd);
    lastName = name;
    at = valueEnd;
  } while (text.charCodeAt(at) === comma);
  return text.charCodeAt(at) === closeBrace && at === text.length - 1 ? placeOf(found) : null;
}

function placeOf({ log, seq, prev, at }: typeof nothing): PlaceRead | null {
  const number = Number(seq);
  if (!Number.isSafeInteger(number) || number < 1 || String(number) !== seq) return null;
  if (!isText(log) || !isText(prev) || !isText(at)) return null;
  return { log: log.slice(1, -1), seq: number, prev: prev.slice(1, -1), at: at.slice(1, -1) };
}

const isText = (value: string) => value.charCodeAt(0) === quote;

/** Where the colon after a name stands; -1 where there is no name. */
function endOfName(text: string, from: number): number {
  const end = text.charCodeAt(from) === quote ? endOfText(text, from) : -1;
  return text.charCodeAt(end) === colon ? end : -1;
}

/** Where the value that begins at `from` has ended; -1 where it does not end. */
function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === quote) return endOfText(text, from);
  return first === openBrace || first === openBracket ? endOfNested(text, from) : endOfWord(text, from);
}

function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return -1;
}

function endOfNested(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at >= 0 && at < text.length;) {
    const character = text.charCodeAt(at);
    if (character === openBrace || character === openBracket) depth += 1;
    else if (character === closeBrace || character === closeBracket) depth -= 1;
    if (depth === 0) return at + 1;
    at = character === quote ? endOfText(text, at) : at + 1;
  }
  return -1;
}

/** Of a number, `true`, `false` or `null`. */
function endOfWord(text: string, from: number): number {
  let at = from;
  for (let next = text.charCodeAt(at); next !== comma && next !== closeBrace && at < text.length; next = text.charCodeAt(at))
    at += 1;
  return at > from ? at : -1;
}
