import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Results go to one stream, what is said beside them to the other. */
export interface Output {
  readonly out: Writable;
  readonly err: Writable;
}

export const say = (stream: Writable, line: string): void => void stream.write(`${line}\n`);

/** Writes lines no faster than they are read. False where the reader left before the end. */
export async function sayAll(stream: Writable, lines: AsyncIterable<string>): Promise<boolean> {
  async function* ended() {
    for await (const line of lines) yield `${line}\n`;
  }
  try {
    await pipeline(Readable.from(ended()), stream, { end: false });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    return false;
  }
}
