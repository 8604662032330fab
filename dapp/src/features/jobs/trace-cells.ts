import type { Hex, TraceManifest, TrainEvent } from '@cultivar/sdk/spec';

type Checkpoint = Extract<TrainEvent, { type: 'checkpoint' }>;

/** A leaf of the trace as the strip draws it. */
export type TraceCell = {
  /** Place of the leaf. */
  leaf: number;
  /** What leads to it. */
  stage: 'init' | 'segment' | 'evaluation' | 'export';
  /** First and last optimiser step of a segment; undefined for the other stages. */
  steps?: { from: number; to: number };
  /** Its hash, once there is one. */
  hash?: Hex;
  /** The state behind it, once the trace is published. */
  stateHash?: Hex;
  /** The one being worked on. */
  now: boolean;
};

/** Leaves of a run that is still going on: those that were said, and segments to come. */
export function liveTraceCells(
  checkpoints: readonly Checkpoint[],
  plan: { steps: number; segmentSteps: number; running: boolean },
): TraceCell[] {
  const segments = Math.ceil(plan.steps / plan.segmentSteps);
  const hashes = new Map(checkpoints.map((checkpoint) => [checkpoint.leaf, checkpoint.leafHash as Hex]));
  const next = Math.max(0, ...hashes.keys()) + 1;
  // The leaf of the inputs is published with the trace; before that only a node that says it has it here.
  const first = hashes.has(0) ? 0 : 1;
  return Array.from({ length: segments + 1 - first }, (_, at): TraceCell => {
    const leaf = at + first;
    const hash = hashes.get(leaf);
    return {
      leaf,
      stage: leaf === 0 ? 'init' : 'segment',
      ...(leaf > 0 && { steps: stepsOf(leaf, plan) }),
      ...(hash && { hash }),
      now: plan.running && leaf === next,
    };
  });
}

/** Leaves of a published trace. */
export function publishedTraceCells(trace: Pick<TraceManifest, 'leaves'>): TraceCell[] {
  return trace.leaves.map((leaf, index) => {
    const before = trace.leaves[index - 1]?.step ?? 0;
    return {
      leaf: index,
      stage: leaf.stage,
      ...(leaf.stage === 'segment' && { steps: { from: before + 1, to: leaf.step } }),
      hash: leaf.hash,
      stateHash: leaf.stateHash,
      now: false,
    };
  });
}

function stepsOf(leaf: number, plan: { steps: number; segmentSteps: number }) {
  return { from: (leaf - 1) * plan.segmentSteps + 1, to: Math.min(leaf * plan.segmentSteps, plan.steps) };
}
