import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hashOf } from '../../../gateway/access-log/evidence/chain.js';
import { appendLeaf, buildTree, emptyTree, rootOf } from '../../../gateway/access-log/evidence/merkle.js';
import {
  checkConsistency,
  checkInclusion,
  proveConsistency,
  proveInclusion,
} from '../../../gateway/access-log/evidence/proofs.js';

const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root as RFC 9162 §2.1.1 defines it. */
function defined(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]!);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), defined(leaves.slice(0, split)), defined(leaves.slice(split)));
}

const hashes = Array.from({ length: 200 }, (_, number) => hashOf(`entry ${number}`));
const bytes = hashes.map((hash) => Buffer.from(hash, 'hex'));
const roots = Array.from({ length: bytes.length + 1 }, (_, size) => defined(bytes.slice(0, size)).toString('hex'));
const rootAt = (size: number) => roots[size]!;
const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('the tree', () => {
  test('has the root of the definition at every size', () => {
    let tree = emptyTree;
    expect(rootOf(tree)).toBe(rootAt(0));
    for (const [index, hash] of hashes.entries()) {
      tree = appendLeaf(tree, hash);
      expect(rootOf(tree)).toBe(rootAt(index + 1));
    }
  });

  test('goes on from a frontier that was written down', () => {
    for (const size of [0, 1, 7, 64, 99]) {
      const before = buildTree();
      for (const hash of hashes.slice(0, size)) before.append(hash);
      const after = buildTree(JSON.parse(JSON.stringify(before.frontier())) as typeof emptyTree);
      for (const hash of hashes.slice(size)) after.append(hash);
      expect(after.root()).toBe(rootAt(hashes.length));
    }
  });

  test.each([
    { size: 1, hashes: [] },
    { size: 2, hashes: [hashes[0]!, hashes[1]!] },
    { size: -1, hashes: [] },
    { size: 1.5, hashes: [hashes[0]!] },
    { size: 1, hashes: ['00'] },
  ])('refuses what is no frontier: %j', (tree) => {
    expect(() => buildTree(tree)).toThrow(RangeError);
  });

  test('goes on beyond 32 bits', () => {
    const large = { size: 2 ** 40 + 1, hashes: [hashes[0]!, hashes[1]!] };
    expect(appendLeaf(large, hashes[2]!)).toMatchObject({ size: 2 ** 40 + 2, hashes: [hashes[0], expect.any(String)] });
  });
});

describe('proofs', () => {
  test('of inclusion, for every entry of every tree up to 20, and for no other entry', () => {
    for (let size = 1; size <= 20; size++)
      for (let index = 0; index < size; index++) {
        const proof = proveInclusion(index, hashes.slice(0, size));
        const claim = { index, size, hash: hashes[index]!, root: rootAt(size) };
        expect(checkInclusion(claim, proof)).toBe(true);
        expect(checkInclusion({ ...claim, hash: hashes[size]! }, proof)).toBe(false);
        expect(checkInclusion({ ...claim, root: flipped(claim.root) }, proof)).toBe(false);
        expect(checkInclusion(claim, [...proof, hashes[0]!])).toBe(false);
        if (proof.length > 0) expect(checkInclusion(claim, proof.slice(1))).toBe(false);
        if (size > 1) expect(checkInclusion({ ...claim, index: (index + 1) % size }, proof)).toBe(false);
      }
  });

  test('of consistency, between all trees up to 20, and between no others', () => {
    for (let to = 1; to <= 20; to++)
      for (let from = 1; from <= to; from++) {
        const proof = proveConsistency(from, hashes.slice(0, to));
        const claim = { from: { size: from, root: rootAt(from) }, to: { size: to, root: rootAt(to) } };
        expect(checkConsistency(claim, proof)).toBe(true);
        expect(checkConsistency({ ...claim, from: { size: from, root: flipped(rootAt(from)) } }, proof)).toBe(false);
        expect(checkConsistency({ ...claim, to: { size: to, root: flipped(rootAt(to)) } }, proof)).toBe(false);
        expect(checkConsistency(claim, [...proof, hashes[0]!])).toBe(false);
      }
  });

  test('with one hash altered prove nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 150 }), fc.nat(), fc.nat(), (size, a, b) => {
        const index = a % size;
        const proof = proveInclusion(index, hashes.slice(0, size));
        const wrong = proof.with(b % proof.length, flipped(proof[b % proof.length]!));
        expect(checkInclusion({ index, size, hash: hashes[index]!, root: rootAt(size) }, wrong)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('that are no hashes prove nothing', () => {
    expect(checkInclusion({ index: 0, size: 2, hash: hashes[0]!, root: rootAt(2) }, ['zz'])).toBe(false);
    expect(checkConsistency({ from: { size: 1, root: rootAt(1) }, to: { size: 2, root: rootAt(2) } }, ['zz'])).toBe(false);
    expect(() => proveInclusion(2, hashes.slice(0, 2))).toThrow(RangeError);
    expect(() => proveConsistency(0, hashes.slice(0, 2))).toThrow(RangeError);
  });
});
