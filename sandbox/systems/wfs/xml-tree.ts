import { XMLParser } from 'fast-xml-parser';
import { WfsFault } from './exceptions.js';

/** An element: its attributes as `@_name`, its text as `#text`, its children in lists under their local names. */
export interface XmlElement {
  readonly [name: string]: readonly XmlElement[] | string | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  alwaysCreateTextNode: true,
  htmlEntities: true,
  ignoreDeclaration: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
});

export function parseXml(text: string): XmlElement {
  if (text.includes('<!DOCTYPE')) throw new WfsFault('OperationParsingFailed', 'a document type is not allowed');
  try {
    return parser.parse(text, true) as XmlElement;
  } catch {
    throw new WfsFault('OperationParsingFailed', 'not well-formed XML');
  }
}

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] => {
  const children = element[name];
  return typeof children === 'object' ? children : [];
};

/** Every child element with its name. */
export const elementsOf = (element: XmlElement): (readonly [string, XmlElement])[] =>
  Object.entries(element).flatMap(([name, children]) =>
    typeof children === 'object' ? children.map((child) => [name, child] as const) : [],
  );

export const attributeOf = (element: XmlElement, name: string): string | undefined => {
  const value = element[`@_${name}`];
  return typeof value === 'string' ? value : undefined;
};

export const textOf = (element: XmlElement | undefined): string => {
  const text = element?.['#text'];
  return typeof text === 'string' ? text : '';
};
