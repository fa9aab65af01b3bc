/**
 * Lets a system go on by itself, but only while somebody watches: called whenever it is asked what has changed, it makes one move for each
 * `everyMs` that has passed since it was asked first. 0: it never moves.
 */
export function createMoves(everyMs: number, move: () => void, now: () => number = Date.now): () => void {
  let last: number | null = null;
  return () => {
    if (everyMs <= 0) return;
    last ??= now();
    if (now() - last < everyMs) return;
    last = now();
    move();
  };
}
