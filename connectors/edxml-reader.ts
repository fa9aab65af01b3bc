import { Reason } from '../core/errors.js';

/** One element under its local name: its children in order, and its own text with entities and CDATA sections resolved. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement extends XmlElement {
  /** As written, prefix and all: an element closes by the name it was opened with. */
  readonly tag: string;
  text: string;
  readonly children: XmlElement[];
}

// Far more than any message has, and few enough to hold.
const maxTokens = 200_000;
// One alternative for each thing that may stand at a place. Sticky, and none can match in two ways: a text is read once, in linear time.
const token =
  /<!--(?<comment>[\s\S]*?)-->|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/(?<closing>[^\s<>/]+)\s*>|<(?<opening>[^\s<>/!?"'=]+)(?=[\s/>])(?<attributes>[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*)>/y;
const tagName = /^(?:[\p{L}_][\p{L}\p{M}\p{N}_.\-·]*:)?([\p{L}_][\p{L}\p{M}\p{N}_.\-·]*)$/u;
const attributeList = /^(?:\s+[^\s"'<>=/]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?$/;

/**
 * The root element of `text`. Namespaces are resolved by nobody: samples in the wild leave prefixes unbound, so elements are known by
 * local name alone. There are no declarations, and so no entities but XML's own five; what is not well-formed is refused with a Reason.
 */
export function readXml(text: string, maxDepth: number): XmlElement {
  const document = element('#document');
  const open = [document];
  token.lastIndex = 0;
  for (let tokens = 0, at = 0; at < text.length; at = token.lastIndex) {
    if (++tokens > maxTokens) throw new Reason('more elements than the limit');
    const next = text.indexOf('<', at);
    if (next !== at) {
      // Not by the expression: one that matches megabytes may run out of stack.
      token.lastIndex = next < 0 ? text.length : next;
      append(open.at(-1)!, unescaped(text.slice(at, token.lastIndex)));
      continue;
    }
    const found = tokenIn(text)?.groups;
    if (!found) throw new Reason(`not well-formed at character ${at}`);
    read(found, open, maxDepth);
  }
  const [root, ...others] = document.children;
  if (open.length > 1 || !root || others.length > 0) throw new Reason('not one whole document');
  return root;
}

/** What stands at the place; a tag of megabytes may run out of stack, and is none that anybody writes. */
function tokenIn(text: string): RegExpExecArray | null {
  try {
    return token.exec(text);
  } catch {
    throw new Reason('a tag is too long');
  }
}

type Found = Record<string, string | undefined>;

function read({ opening, attributes, closing, cdata }: Found, open: OpenElement[], maxDepth: number): void {
  if (opening !== undefined) {
    const child = element(opening);
    if (!attributeList.test(attributes!)) throw new Reason('not well-formed: attributes');
    open.at(-1)!.children.push(child);
    if (!attributes!.endsWith('/') && open.push(child) > maxDepth) throw new Reason('nested too deeply');
  } else if (closing !== undefined) {
    if (open.pop()!.tag !== closing) throw new Reason('not well-formed: closes what is not open');
  } else {
    append(open.at(-1)!, cdata ?? '');
  }
}

function append(parent: OpenElement, text: string): void {
  if (parent.name === '#document' && text.trim() !== '') throw new Reason('not well-formed: text outside the root');
  // XML knows one end of a line.
  parent.text += text.replace(/\r\n?/g, '\n');
}

function element(tag: string): OpenElement {
  const name = tag === '#document' ? tag : tagName.exec(tag)?.[1];
  if (name === undefined) throw new Reason('not well-formed: a name');
  return { tag, name, text: '', children: [] };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(?:#(\d{1,7});|#x([\da-f]{1,6});|([\p{L}_][\p{L}\p{N}_.-]{0,63});|)/giu;

// A reference to an entity of the sender's own stays as it is written: nothing declares it.
const unescaped = (text: string) =>
  text.replace(reference, (whole, decimal?: string, hex?: string, name?: string) => {
    if (whole === '&') throw new Reason('not well-formed: a bare ampersand');
    if (name) return Object.hasOwn(named, name) ? named[name]! : whole;
    return characterOf(decimal ? Number(decimal) : Number.parseInt(hex!, 16));
  });

// Of the numbers that name no character of XML, halves of a pair would make a text that has no bytes.
const characterOf = (point: number) =>
  point > 0x10_ffff || (point >= 0xd8_00 && point <= 0xdf_ff) ? '\u{FFFD}' : String.fromCodePoint(point);
