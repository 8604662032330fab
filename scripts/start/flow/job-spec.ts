import { LORA_TARGETS } from '@cultivar/sdk/spec';
import type { Hex, JobManifestInput } from '@cultivar/sdk/spec';
import type { PublishedAsset } from './publish-asset.ts';

/**
 * Optimiser steps of a run: `CULTIVAR_STEPS`, or as many as see every training row, with four packed sequences each, a
 * whole number a core.
 */
export const STEPS = Number(process.env.CULTIVAR_STEPS ?? 28);
/** Optimiser steps a segment of the trace. */
export const SEGMENT_STEPS = 7;
const TRAINING_ROWS = 112;
/** Rows that are kept apart to measure by. */
export const HELD_OUT_ROWS = 24;

/**
 * The manifest of the main job: LoRA on every projection, packed rows of mathematics, rows held out to measure it by.
 *
 * @param seed of this run: order of rows and initial values
 */
export function jobSpec(options: {
  chainId: number;
  requester: Hex;
  base: PublishedAsset;
  dataset: PublishedAsset;
  className: string;
  seed: number;
}): JobManifestInput {
  const { chainId, requester, base, dataset, className, seed } = options;
  const reference = ({ assetId, digest }: PublishedAsset) => ({
    asset: `${chainId}:${assetId}`,
    manifest: digest,
  });
  const parents = [
    { role: 'base' as const, ...reference(base) },
    { role: 'dataset' as const, ...reference(dataset) },
  ];
  return {
    cultivar: 1,
    kind: 'job',
    name: `SmolLM2 Maths, run ${seed}`,
    summary: 'Works grade-school problems out step by step, in the manner of GSM8K.',
    creator: requester,
    license: 'Apache-2.0',
    files: [],
    tags: ['mathematics', 'lora'],
    parents,
    chainId,
    base: reference(base),
    datasets: [reference(dataset)],
    data: { maxRows: TRAINING_ROWS, heldOutRows: HELD_OUT_ROWS, orderSeed: seed },
    method: 'lora',
    lora: { rank: 8, alpha: 16, targets: [...LORA_TARGETS] },
    sequenceLength: 256,
    packing: true,
    batchSize: 1,
    accumulation: 4,
    optimizer: { name: 'adamw', learningRate: 2e-3 },
    schedule: { name: 'cosine', warmupSteps: 3 },
    steps: STEPS,
    seed,
    evaluation: { everySteps: 14 },
    segmentSteps: SEGMENT_STEPS,
    class: className,
  };
}
