import { createHash } from 'node:crypto';

// The tree of RFC 9162 §2.1 (and RFC 6962) over the hashes of a log's entries, kept as a compact range: the roots of its whole subtrees,
// the largest first. One leaf costs one or two hashes; nothing else of the tree is kept.

/** A tree of `size` leaves as the roots of its whole subtrees in hex, largest first: one for each 1 in the binary form of `size`. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly string[];
}

export const emptyTree: Frontier = { size: 0, hashes: [] };

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/** Hash of the leaf whose data are the 32 bytes of an entry's hash. */
export const leafHash = (entryHash: Uint8Array): Buffer => createHash('sha256').update(leafPrefix).update(entryHash).digest();

/** Hash of the node above two others. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(nodePrefix).update(left).update(right).digest();

/** A tree that grows in place: for a reader of many entries. */
export interface TreeBuilder {
  /** Appends a leaf: 32 bytes of an entry's hash. */
  append(entryHash: Uint8Array): void;
  frontier(): Frontier;
  /** In hex. */
  root(): string;
}

/** Goes on from `start`. Throws where that is no frontier. */
export function buildTree(start: Frontier = emptyTree): TreeBuilder {
  if (!isFrontier(start)) throw new RangeError('not the frontier of a tree');
  let size = start.size;
  const stack: Buffer[] = start.hashes.map((hash) => Buffer.from(hash, 'hex'));
  return {
    append(entryHash) {
      let node = leafHash(entryHash);
      // Division, not shifts: a log may outgrow 32 bits.
      for (let full = size; full % 2 === 1; full = (full - 1) / 2) node = nodeHash(stack.pop()!, node);
      stack.push(node);
      size += 1;
    },
    frontier: () => ({ size, hashes: stack.map((hash) => hash.toString('hex')) }),
    root: () => fold(stack).toString('hex'),
  };
}

const fold = (stack: readonly Buffer[]): Buffer =>
  stack.length === 0 ? createHash('sha256').digest() : stack.reduceRight((right, left) => nodeHash(left, right));

/** The tree with one more leaf: the entry's hash, in hex. */
export function appendLeaf(tree: Frontier, leafHex: string): Frontier {
  const builder = buildTree(tree);
  builder.append(hashFromHex(leafHex));
  return builder.frontier();
}

/** The root of the tree, in hex. */
export const rootOf = (tree: Frontier): string => buildTree(tree).root();

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** 32 bytes of a hash in hex; throws where it is none. */
export function hashFromHex(hex: string): Buffer {
  if (!isHash(hex)) throw new RangeError('not a hash in hex');
  return Buffer.from(hex, 'hex');
}

/** Whether the numbers fit: as many hashes as `size` has ones. What the hashes are worth only a root can tell. */
export function isFrontier({ size, hashes }: Frontier): boolean {
  if (!Number.isSafeInteger(size) || size < 0) return false;
  const ones = size.toString(2).replaceAll('0', '').length;
  return hashes.length === ones && hashes.every(isHash);
}
