import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HubError, Reason } from '../core/errors.js';

/** One element, by the local names of its children: every child is a list, text is under `#text` and `#cdata`. */
export interface XmlElement {
  readonly [name: string]: readonly XmlElement[] | string | undefined;
}

export interface EdxmlLimits {
  /** Id of the source, for the error. */
  readonly source: string;
  readonly maxBytes?: number;
}

const defaultMaxBytes = 8 * 1024 * 1024;
const maxDepth = 40;
// Vendors put stray bytes before the declaration; a declaration further in than this is not one.
const maxJunk = 1024;

// Namespaces are resolved by nobody: samples in the wild leave prefixes unbound, so elements are known by local name alone.
// Entities are not processed by the parser: the five of XML and character references are decoded by `textOf`, once, and no others exist.
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  processEntities: false,
  htmlEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  alwaysCreateTextNode: true,
  cdataPropName: '#cdata',
  maxNestedTags: maxDepth,
  isArray: (name) => !name.startsWith('#'),
});

/** The document element's parent: an edXML file as a tree, or SOURCE_BAD_DATA. Refuses a DTD, excess size, depth and broken XML. */
export function parseTree(bytes: Uint8Array, { source, maxBytes = defaultMaxBytes }: EdxmlLimits): XmlElement {
  try {
    if (bytes.byteLength > maxBytes) throw new Reason('larger than the limit');
    const text = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Reason('has a DTD');
    const outcome = XMLValidator.validate(text, { allowBooleanAttributes: false });
    if (outcome !== true) throw new Reason(`not well-formed: ${outcome.err.code} at line ${outcome.err.line}`);
    return parser.parse(text) as XmlElement;
  } catch (error) {
    throw new HubError('SOURCE_BAD_DATA', undefined, { source, cause: error });
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
  const declared = bytes.subarray(0, maxJunk).indexOf('<?xml');
  return new TextDecoder('utf-8', { fatal: true }).decode(declared > 0 ? bytes.subarray(declared) : bytes).trimStart();
}

/** The children of `element` with local name `name`. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  const found = element && Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(found) ? (found as readonly XmlElement[]).filter((child) => typeof child === 'object') : [];
}

/** The first element down the path of local names. */
export const descend = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce((at, name) => childrenOf(at, name)[0], element);

/** The trimmed text of the element down the path; null where there is no such element, or no text in it. */
export function textOf(element: XmlElement | undefined, ...path: string[]): string | null {
  const at = descend(element, ...path);
  const plain = typeof at?.['#text'] === 'string' ? unescape(at['#text']) : '';
  const raw = cdataOf(at)
    .map(({ '#text': text }) => (typeof text === 'string' ? text : ''))
    .join('');
  return (plain + raw).trim() || null;
}

// One section is an object, several are a list.
function cdataOf(element: XmlElement | undefined): readonly XmlElement[] {
  const sections = element?.['#cdata'];
  if (Array.isArray(sections)) return sections as readonly XmlElement[];
  return typeof sections === 'object' ? [sections as unknown as XmlElement] : [];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string) =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (_, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()]!;
      const point = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\u{FFFD}';
    },
  );
