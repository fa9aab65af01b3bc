import { hash } from 'node:crypto';

// The tree of RFC 9162 §2.1 (and RFC 6962) over the hashes of a log's entries, kept as a compact range: the roots of its whole subtrees,
// the largest first. One leaf costs one or two hashes; nothing else of the tree is kept.

/** A tree of `size` leaves as the roots of its whole subtrees in hex, largest first: one for each 1 in the binary form of `size`. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly string[];
}

export const emptyTree: Frontier = { size: 0, hashes: [] };

// One piece of memory for what is hashed next: two hashes with what tells a node from a leaf.
const scratch = Buffer.alloc(65);
const leafScratch = scratch.subarray(0, 33);

/** Hash of the leaf whose data are the 32 bytes of an entry's hash; both in hex. */
export function leafHash(entryHash: string): string {
  leafScratch[0] = 0;
  leafScratch.write(entryHash, 1, 'hex');
  return hash('sha256', leafScratch, 'hex');
}

/** Hash of the node above two others; all in hex. */
export function nodeHash(left: string, right: string): string {
  scratch[0] = 1;
  scratch.write(left, 1, 'hex');
  scratch.write(right, 33, 'hex');
  return hash('sha256', scratch, 'hex');
}

/** Root of the tree without leaves: the hash of nothing. */
export const emptyRoot: string = hash('sha256', '', 'hex');

/** A tree that grows in place: for a reader of many entries. */
export interface TreeBuilder {
  /** Appends a leaf: an entry's hash, in hex. */
  append(entryHash: string): void;
  frontier(): Frontier;
  /** In hex. */
  root(): string;
}

/** Goes on from `start`. Throws where that is no frontier. */
export function buildTree(start: Frontier = emptyTree): TreeBuilder {
  if (!isFrontier(start)) throw new RangeError('not the frontier of a tree');
  let size = start.size;
  const stack = [...start.hashes];
  return {
    append(entryHash) {
      if (entryHash.length !== 64) throw new RangeError('not a hash in hex');
      let node = leafHash(entryHash);
      // Division, not shifts: a log may outgrow 32 bits.
      for (let full = size; full % 2 === 1; full = (full - 1) / 2) node = nodeHash(stack.pop()!, node);
      stack.push(node);
      size += 1;
    },
    frontier: () => ({ size, hashes: [...stack] }),
    root: () => (stack.length === 0 ? emptyRoot : stack.reduceRight((right, left) => nodeHash(left, right))),
  };
}

/** The tree with one more leaf: the entry's hash, in hex. */
export function appendLeaf(tree: Frontier, leafHex: string): Frontier {
  const builder = buildTree(tree);
  builder.append(leafHex);
  return builder.frontier();
}

/** The root of the tree, in hex. */
export const rootOf = (tree: Frontier): string => buildTree(tree).root();

/** Whether a text is a hash in hex, as all hashes are kept here. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Whether the numbers fit: as many hashes as `size` has ones. What the hashes are worth only a root can tell. */
export function isFrontier({ size, hashes }: Frontier): boolean {
  if (!Number.isSafeInteger(size) || size < 0) return false;
  const ones = size.toString(2).replaceAll('0', '').length;
  return hashes.length === ones && hashes.every(isHash);
}
