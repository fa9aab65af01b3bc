import { Reason } from './errors.js';

/** A body was larger than it may be. */
export class TooLarge extends Reason {}

/** The whole of a body; throws TooLarge, and reads no further, beyond `maxBytes`. */
export async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text, without a byte order mark. */
export async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const text = (await readBytes(body, maxBytes)).toString('utf8');
  // Some servers begin with a byte order mark, which JSON cannot.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
