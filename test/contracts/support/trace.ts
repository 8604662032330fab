import { proofOf, sealOf, traceLeafHash, tracePath, traceRoot } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { keccak256 } from 'viem';
import { digest } from './digest.ts';

/** Nothing: what stands where there is no state, seal or finding. */
export const ZERO: Hex = `0x${'0'.repeat(64)}`;

/** A finding that says: what is needed is unavailable. */
export const UNAVAILABLE: Finding = { stateHash: ZERO, proof: ZERO };

/** `IAudits.Finding`. */
export type Finding = { stateHash: Hex; proof: Hex };

/** A leaf with everything that whoever computed it knows. */
export type KnownLeaf = { stateHash: Hex; secret: Hex; seal: Hex; hash: Hex };

/** A trace with everything that whoever computed it knows, as its node, its auditors and its jurors use it. */
export type KnownTrace = {
  root: Hex;
  leaves: readonly KnownLeaf[];
  /** From leaf `index` up to the root. */
  path(index: number): Hex[];
  /** What the node shows of leaf `index` when it is challenged. */
  opening(index: number): Opening;
  /** What somebody who recomputed leaf `index` answers at a stage. */
  finding(index: number, stage: 'audit' | 'first' | 'second'): Finding;
};

/** `IDisputes.Opening`. */
export type Opening = {
  leaf: Hex;
  path: Hex[];
  stateBefore: Hex;
  sealBefore: Hex;
  pathBefore: Hex[];
  exportSeal: Hex;
};

/**
 * Makes the trace of a run with `segments` leaves; the last one's state is the result.
 *
 * @param name Traces of other names have nothing in common but the result.
 */
export function knownTrace(options: {
  jobId: bigint;
  segments: number;
  resultDigest: Hex;
  name?: string;
  /** Whether the leaves before the last are made of zeros. */
  hollow?: boolean;
}): KnownTrace {
  const { jobId, segments, resultDigest, name = 'run', hollow = false } = options;
  const leaves = Array.from({ length: segments }, (_, index) => {
    const isLast = index === segments - 1;
    if (hollow && !isLast) return leafOf(jobId, index, ZERO, ZERO, keccak256(ZERO));
    const secret = digest(`${name} secret ${index}`);
    const stateHash = isLast ? resultDigest : digest(`${name} state ${index}`);
    return leafOf(jobId, index, stateHash, secret, sealOf(secret));
  });
  const hashes = leaves.map((leaf) => leaf.hash);
  const path = (index: number) => tracePath(hashes, index);
  return {
    root: traceRoot(hashes),
    leaves,
    path,
    opening(index) {
      const before = leaves[index - 1];
      return {
        leaf: leaves[index]!.hash,
        path: path(index),
        stateBefore: before?.stateHash ?? ZERO,
        sealBefore: before?.seal ?? ZERO,
        pathBefore: before ? path(index - 1) : [],
        exportSeal: index === segments - 1 ? leaves[index]!.seal : ZERO,
      };
    },
    finding(index, stage) {
      const { stateHash, secret } = leaves[index]!;
      return { stateHash, proof: proofOf(secret, stage) };
    },
  };
}

function leafOf(jobId: bigint, index: number, stateHash: Hex, secret: Hex, seal: Hex): KnownLeaf {
  return { stateHash, secret, seal, hash: traceLeafHash({ jobId, index, stateHash, seal }) };
}
