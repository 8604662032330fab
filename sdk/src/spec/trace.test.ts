import fc from 'fast-check';
import { encodePacked, keccak256 as viemKeccak256 } from 'viem';
import { describe, expect, it } from 'vitest';
import type { Hex } from './hex.ts';
import { traceLeafHash, tracePath, traceRoot, verifyTracePath } from './trace.ts';

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}` as Hex);
const leaves = fc.array(hash, { minLength: 1, maxLength: 40 });

describe('the trace', () => {
  it('hashes a leaf as Solidity packs it', () => {
    const leaf = {
      jobId: 7n,
      index: 3,
      stateHash: `0x${'aa'.repeat(32)}`,
      seal: `0x${'bb'.repeat(32)}`,
    } as const;
    const packed = encodePacked(
      ['uint8', 'uint256', 'uint256', 'bytes32', 'bytes32'],
      [0, leaf.jobId, 3n, leaf.stateHash, leaf.seal],
    );
    expect(traceLeafHash(leaf)).toBe(viemKeccak256(packed));
  });

  it('has the leaf as its root when there is one', () => {
    fc.assert(
      fc.property(hash, (leaf) => {
        expect(traceRoot([leaf])).toBe(leaf);
      }),
    );
  });

  it('proves every leaf', () => {
    fc.assert(
      fc.property(leaves, (all) => {
        const root = traceRoot(all);
        for (const [i, leaf] of all.entries()) {
          expect(verifyTracePath(root, leaf, i, all.length, tracePath(all, i))).toBe(true);
        }
      }),
    );
  });

  it('proves no leaf at another place, no other leaf, and nothing with a shorter or longer path', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), hash, (all, a, b, stranger) => {
        const [i, j] = [a % all.length, b % all.length];
        const root = traceRoot(all);
        const path = tracePath(all, i);
        fc.pre(all[i] !== all[j] && !all.includes(stranger));
        expect(verifyTracePath(root, all[i]!, j, all.length, path)).toBe(false);
        expect(verifyTracePath(root, stranger, i, all.length, path)).toBe(false);
        expect(verifyTracePath(root, all[i]!, i, all.length, path.slice(1))).toBe(false);
        expect(verifyTracePath(root, all[i]!, i, all.length, [...path, stranger])).toBe(false);
      }),
    );
  });

  it('promotes an odd leaf unchanged and does not sort a pair', () => {
    const [a, b, c] = ['11', '22', '33'].map((byte) => `0x${byte.repeat(32)}` as Hex) as [Hex, Hex, Hex];
    const inner = (left: Hex, right: Hex) =>
      viemKeccak256(encodePacked(['uint8', 'bytes32', 'bytes32'], [1, left, right]));
    expect(traceRoot([a, b, c])).toBe(inner(inner(a, b), c));
    expect(traceRoot([b, a, c])).toBe(inner(inner(b, a), c));
    expect(tracePath([a, b, c], 2)).toEqual([inner(a, b)]);
  });

  it('refuses an empty trace and a place outside it', () => {
    expect(() => traceRoot([])).toThrow(RangeError);
    expect(() => tracePath([`0x${'11'.repeat(32)}`], 1)).toThrow(RangeError);
    expect(verifyTracePath(`0x${'11'.repeat(32)}`, `0x${'11'.repeat(32)}`, 1, 1, [])).toBe(false);
  });
});
