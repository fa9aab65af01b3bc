export interface Line {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Whether a newline ended it: false only for the last line of a file that was cut. */
  readonly ended: boolean;
}

const newline = 0x0a;

/**
 * The lines of a file as bytes, those of one piece of the file at a time: a promise for each line would cost more than to read it. A line
 * longer than `maxBytes` comes in pieces, which nobody takes for the line.
 */
export async function* readLines(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const { lines, end } = splitLines(rest.length === 0 ? piece : Buffer.concat([rest, piece]), rest.length);
    const isTooLong = end.length > maxBytes;
    yield isTooLong ? [...lines, { bytes: end, ended: true }] : lines;
    rest = isTooLong ? Buffer.alloc(0) : end;
  }
  if (rest.length > 0) yield [{ bytes: rest, ended: false }];
}

/** The lines in a piece, and what is left of it; no newline stands before `from`. */
function splitLines(piece: Buffer, from: number): { readonly lines: readonly Line[]; readonly end: Buffer } {
  const lines: Line[] = [];
  let begin = 0;
  for (let at = piece.indexOf(newline, from); at >= 0; at = piece.indexOf(newline, begin)) {
    lines.push({ bytes: piece.subarray(begin, at), ended: true });
    begin = at + 1;
  }
  return { lines, end: piece.subarray(begin) };
}
