import { zeroHash } from 'viem';
import { describe, expect, it } from 'vitest';
import { traceLeafHash, traceRoot, verifyTracePath } from '../spec/trace.ts';
import { openingOf } from './opening-of.ts';

const JOB = 7n;
const word = (byte: number) => `0x${byte.toString(16).padStart(64, '0')}` as const;
const leaves = Array.from({ length: 6 }, (_, index) => {
  const [stateHash, seal] = [word(16 + index), word(32 + index)];
  return { stateHash, seal, hash: traceLeafHash({ jobId: JOB, index, stateHash, seal }) };
});
const root = traceRoot(leaves.map(({ hash }) => hash));
const hangs = (leaf: `0x${string}`, index: number, path: readonly `0x${string}`[]) =>
  verifyTracePath(root, leaf, index, leaves.length, path);

describe('the opening of a challenged leaf', () => {
  it('shows the leaf, and state and seal of the one before, below the root', () => {
    const { leaf, path, stateBefore, sealBefore, pathBefore, exportSeal } = openingOf(leaves, 3);
    expect(hangs(leaf, 3, path)).toBe(true);
    const before = traceLeafHash({ jobId: JOB, index: 2, stateHash: stateBefore, seal: sealBefore });
    expect(hangs(before, 2, pathBefore)).toBe(true);
    expect(exportSeal).toBe(zeroHash);
  });

  it('of the inputs has nothing before it', () => {
    const opening = openingOf(leaves, 0);
    expect(hangs(opening.leaf, 0, opening.path)).toBe(true);
    expect(opening).toMatchObject({ stateBefore: zeroHash, sealBefore: zeroHash, pathBefore: [] });
  });

  it('of the export shows the seal that makes it with the result as its state', () => {
    const { leaf, exportSeal } = openingOf(leaves, 5);
    expect(traceLeafHash({ jobId: JOB, index: 5, stateHash: leaves[5]!.stateHash, seal: exportSeal })).toBe(
      leaf,
    );
  });

  it('of a leaf that the trace does not have is refused', () => {
    expect(() => openingOf(leaves, 6)).toThrow(RangeError);
  });
});
