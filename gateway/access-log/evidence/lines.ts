import { createReadStream } from 'node:fs';

export interface Line {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Whether a newline ended it: false only for the last line of a file that was cut. */
  readonly ended: boolean;
}

const newline = 0x0a;

/**
 * The lines of a file as bytes, one piece of the file in memory at a time. A line longer than `maxBytes` comes in pieces of that length,
 * which nobody takes for the line.
 */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    const piece: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    // Only what is new can hold the first newline.
    for (let to = piece.indexOf(newline, rest.length); to >= 0; to = piece.indexOf(newline, from)) {
      yield { bytes: piece.subarray(from, to), ended: true };
      from = to + 1;
    }
    rest = piece.subarray(from);
    if (rest.length <= maxBytes) continue;
    yield { bytes: rest, ended: true };
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield { bytes: rest, ended: false };
}
