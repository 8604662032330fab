import { tracePath } from '../spec/trace.ts';
import type { TraceManifest } from '../spec/manifest/trace-manifest.ts';
import { zeroHash } from 'viem';
import type { Opening } from './contract-types.ts';

/**
 * The answer to a challenge of leaf `index`: that leaf, the one before it, and how both hang below the root. It shows
 * seals, never a secret.
 *
 * @throws RangeError when the trace has no such leaf.
 */
export function openingOf(leaves: readonly Leaf[], index: number): Opening {
  const hashes = leaves.map(({ hash }) => hash);
  const path = tracePath(hashes, index);
  const leaf = leaves[index]!;
  const before = leaves[index - 1];
  const isExport = index === leaves.length - 1;
  return {
    leaf: leaf.hash,
    path,
    stateBefore: before?.stateHash ?? zeroHash,
    sealBefore: before?.seal ?? zeroHash,
    pathBefore: before === undefined ? [] : tracePath(hashes, index - 1),
    exportSeal: isExport ? leaf.seal : zeroHash,
  };
}

type Leaf = Pick<TraceManifest['leaves'][number], 'hash' | 'stateHash' | 'seal'>;
