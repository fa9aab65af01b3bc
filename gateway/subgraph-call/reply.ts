import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Fault } from './trusted.js';

/** What a subgraph sent back, whole. */
export interface Reply {
  readonly body: Buffer;
  /** How the body is compressed; null where it is not. */
  readonly coding: Coding | null;
}

const decoders = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };
export type Coding = keyof typeof decoders;

/** As undici reads them: a header that stands there twice is a list. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What is wrong with a reply as its head shows it; else how its body is compressed. */
export function readHead(status: number, headers: Headers): { readonly fault: Fault } | { readonly coding: Coding | null } {
  const type = mediaTypeOf(textIn(headers['content-type']));
  // In its own media type a GraphQL answer may have any status but a redirect's; in plain JSON another status may be anybody's answer.
  const ok = status >= 200 && status < 300;
  if (!(type === 'graphql' ? ok || status >= 400 : ok && type === 'json')) return { fault: 'SOURCE_UNAVAILABLE' };
  const coding = textIn(headers['content-encoding']);
  if (coding === '' || coding === 'identity') return { coding: null };
  return Object.hasOwn(decoders, coding) ? { coding: coding as Coding } : { fault: 'SOURCE_BAD_DATA' };
}

// In a list a comma, which no name of a type or a coding has.
const textIn = (header: Headers[string]): string => String(header ?? '').toLowerCase();

const mediaTypes: Readonly<Record<string, 'json' | 'graphql'>> = {
  'application/json': 'json',
  'application/graphql-response+json': 'graphql',
};

function mediaTypeOf(header: string): 'json' | 'graphql' | undefined {
  const [type = '', ...parameters] = header.split(';');
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? mediaTypes[type.trim()] : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a reply, of no more than `maxBytes` once unpacked. Throws for a larger one, and for what is not the text it says it is. */
export async function textOf({ body, coding }: Reply, maxBytes: number): Promise<string> {
  const bytes = coding ? await decoders[coding](body, { maxOutputLength: maxBytes }) : body;
  // Most answers hold nothing else, and need no decoding.
  return isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes);
}
