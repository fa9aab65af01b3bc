import { Reason } from '../core/errors.js';

// Vendors put stray bytes before the declaration; a declaration further in than this is not one.
const maxJunk = 1024;
const marks = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0x3c, 0x00, 0x3f, 0x00]],
  ['utf-16be', [0x00, 0x3c, 0x00, 0x3f]],
] as const;
/** Of one byte a character, and met in Viet Nam; what is none of these is UTF-8 or nothing. */
const declarable = new Set(['windows-1258', 'windows-1252', 'iso-8859-1']);

/** The text of an edXML file: UTF-8 or UTF-16 by its first bytes, else by its declaration. Without what stands before the declaration. */
export function edxmlText(bytes: Uint8Array): string {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return decoded(bytes, marked[0]).trimStart();
  const content = withoutJunk(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  // A declaration may say what a converter did not do; what reads as UTF-8 is UTF-8.
  const utf8 = tryDecoded(content, 'utf-8');
  if (utf8 !== null) return utf8.trimStart();
  const declared = /^<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w-]{1,20})["']/.exec(content.toString('latin1', 0, 200))?.[1];
  if (declared === undefined || !declarable.has(declared.toLowerCase())) throw new Reason('not text of a known encoding');
  // windows-1258 writes a tone as a mark behind its letter.
  return decoded(content, declared).normalize('NFC');
}

/** Only what holds no `<` is junk: a declaration further in may be of a document that is quoted in this one. */
function withoutJunk(bytes: Buffer): Buffer {
  const first = bytes.subarray(0, maxJunk).indexOf('<');
  return first > 0 && bytes.subarray(first, first + 5).equals(Buffer.from('<?xml')) ? bytes.subarray(first) : bytes;
}

const decoded = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(bytes);

function tryDecoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return decoded(bytes, encoding);
  } catch {
    return null;
  }
}
