import { emptyRoot, isHash, leafHash, nodeHash } from './merkle.js';

// Proofs of RFC 9162 §2.1.3 and §2.1.4, as lists of hashes in hex. Made from the hashes of the entries; checked from roots alone.

/** Shows that the entry at `index` (0 for the first) is in the tree over `hashes`. */
export function proveInclusion(index: number, hashes: readonly string[]): string[] {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < hashes.length)) throw new RangeError('no such entry');
  return pathTo(index, hashes);
}

/** Shows that the tree over `hashes` is the one over its first `size`, with more appended. */
export function proveConsistency(size: number, hashes: readonly string[]): string[] {
  if (!(Number.isSafeInteger(size) && size > 0 && size <= hashes.length)) throw new RangeError('no such tree');
  return subProof(size, hashes, true);
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function treeHash(leaves: readonly string[]): string {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leafHash(leaves[0]!);
  const split = splitOf(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

function pathTo(index: number, leaves: readonly string[]): string[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...pathTo(index, left), treeHash(right)] : [...pathTo(index - split, right), treeHash(left)];
}

function subProof(size: number, leaves: readonly string[], known: boolean): string[] {
  if (size === leaves.length) return known ? [] : [treeHash(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subProof(size, left, known), treeHash(right)]
    : [...subProof(size - split, right, false), treeHash(left)];
}

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  /** The entry's hash. */
  readonly hash: string;
  readonly root: string;
}

/** Whether `proof` shows the entry to be in the tree of that root (RFC 9162 §2.1.3.2). */
export function checkInclusion({ index, size, hash, root }: Inclusion, proof: readonly string[]): boolean {
  if (!isHash(hash) || !(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size)) return false;
  return climb(index, size - 1, leafHash(hash), proof)?.to === root;
}

export interface Consistency {
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
}

/** Whether `proof` shows the larger tree to begin with the smaller one (RFC 9162 §2.1.4.2). */
export function checkConsistency({ from, to }: Consistency, proof: readonly string[]): boolean {
  if (!isOrdered(from.size, to.size)) return false;
  if (from.size === to.size) return proof.length === 0 && from.root === to.root;
  // A smaller tree that is whole is a node of the larger one, and therefore not repeated in the proof.
  const [start, ...steps] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (start === undefined || !isHash(start)) return false;
  let [at, last] = [from.size - 1, to.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const roots = climb(at, last, start, steps);
  return roots?.from === from.root && roots.to === to.root;
}

const isOrdered = (from: number, to: number) => Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && from <= to;

/** From a node to the roots above it, in hex: of the tree that ends with it, and of the whole one. Null where the steps do not fit. */
function climb(index: number, lastIndex: number, start: string, steps: readonly string[]): { from: string; to: string } | null {
  let [at, last] = [index, lastIndex];
  let [from, to] = [start, start];
  for (const step of steps) {
    if (last === 0 || !isHash(step)) return null;
    if (at % 2 === 1 || at === last) {
      [from, to] = [nodeHash(step, from), nodeHash(step, to)];
      // A right node at the ragged edge has no sibling on the levels where its number is even.
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else to = nodeHash(to, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? { from, to } : null;
}

const half = (number: number) => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => number === 1 || (number % 2 === 0 && isPowerOfTwo(number / 2));
