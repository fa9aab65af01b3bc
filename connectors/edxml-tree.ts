import { HubError, Reason } from '../core/errors.js';
import { readXml, type XmlElement } from './edxml-reader.js';
import { edxmlText } from './edxml-encoding.js';

export type { XmlElement } from './edxml-reader.js';

export interface EdxmlLimits {
  /** Id of the source, for the error. */
  readonly source: string;
  readonly maxBytes?: number;
}

const defaultMaxBytes = 8 * 1024 * 1024;
const maxDepth = 40;

/** The root element of an edXML file, or SOURCE_BAD_DATA. Refuses a DTD, excess size, depth and broken XML. */
export function parseTree(bytes: Uint8Array, { source, maxBytes = defaultMaxBytes }: EdxmlLimits): XmlElement {
  try {
    if (bytes.byteLength > maxBytes) throw new Reason('larger than the limit');
    return readXml(edxmlText(bytes), maxDepth);
  } catch (error) {
    throw new HubError('SOURCE_BAD_DATA', undefined, { source, cause: error });
  }
}

/** The children of `element` with local name `name`. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The first element down the path of local names. */
export const descend = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce((at, name) => at?.children.find((child) => child.name === name), element);

// Left by word processors, and allowed in no XML: in a log or a terminal they do something.
const control = /[^\P{Cc}\t\n\r]/gu;

/** The trimmed text of the element down the path; null where there is no such element, or no text in it. */
export const textOf = (element: XmlElement | undefined, ...path: string[]): string | null =>
  descend(element, ...path)
    ?.text.replace(control, '\u{FFFD}')
    .trim() || null;
