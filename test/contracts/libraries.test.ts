import { digestToCid, traceLeafHash, tracePath, traceRoot, verifyTracePath } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { base16 } from 'multiformats/bases/base16';
import { CID } from 'multiformats/cid';
import { describe, expect, it } from 'vitest';
import { digest } from './support/digest.ts';
import { deployLibraryDoor } from './support/mock.ts';

const door = await deployLibraryDoor();

const leavesOf = (jobId: bigint, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    jobId,
    index,
    stateHash: digest(`state ${index}`),
    seal: digest(`seal ${index}`),
  }));

describe('Trace', () => {
  it('hashes a leaf as the sdk does', async () => {
    for (const leaf of leavesOf(2n ** 200n + 7n, 3)) {
      const { jobId, index, stateHash, seal } = leaf;
      expect(await door.read.traceLeaf([jobId, BigInt(index), stateHash, seal])).toBe(traceLeafHash(leaf));
    }
  });

  it('follows the sdk’s path from every leaf of every small tree to its root', async () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 13]) {
      const leaves = leavesOf(5n, count).map(traceLeafHash);
      const root = traceRoot(leaves);
      for (const [index, leaf] of leaves.entries()) {
        expect(await valid(root, leaf, index, count, tracePath(leaves, index))).toBe(true);
      }
    }
  });

  it('refuses what the sdk refuses: wrong place, width, leaf, root, and a path too long or too short', async () => {
    const leaves = leavesOf(5n, 7).map(traceLeafHash);
    const root = traceRoot(leaves);
    const path = tracePath(leaves, 2);
    const leaf = leaves[2]!;
    const wrong: [Hex, Hex, number, number, Hex[]][] = [
      [root, leaf, 3, 7, path],
      [root, leaf, 2, 3, path],
      [root, leaf, 7, 7, path],
      [root, leaves[3]!, 2, 7, path],
      [leaf, leaf, 2, 7, path],
      [root, leaf, 2, 7, [...path, leaf]],
      [root, leaf, 2, 7, path.slice(0, -1)],
      [root, leaf, 0, 0, []],
    ];
    for (const attempt of wrong) {
      expect(await valid(...attempt)).toBe(false);
      expect(verifyTracePath(...attempt)).toBe(false);
    }
  });

  const valid = (root: Hex, leaf: Hex, index: number, count: number, path: Hex[]) =>
    door.read.traceVerify([root, leaf, BigInt(index), BigInt(count), path]);
});

describe('Cid', () => {
  it('writes the identifier that the sdk gives, in base16', async () => {
    const manifestDigest = digest('manifest');
    const text = CID.parse(digestToCid(manifestDigest)).toString(base16);
    expect(await door.read.cidToUri([manifestDigest])).toBe(`ipfs://${text}`);
  });
});
