import { join } from 'node:path';
import { LORA_TARGETS } from '@cultivar/sdk/spec';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import type { TrainRequest } from '@cultivar/trainer';

const CHAIN_ID = 41_337;
const [BASE, DATASET] = [`0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`] as const;
const CREATOR = `0x${'33'.repeat(20)}` as const;

/** Chat rows packed to T = 256, LoRA r = 8 on all projections; no evaluation, one segment. `outDir` is still missing. */
export function trainingRequest({
  root,
  modelFiles,
  className,
  batch,
  steps,
}: {
  root: string;
  modelFiles: TrainRequest['modelFiles'];
  /** Determinism class to train in. */
  className: string;
  /** Sequences a step. */
  batch: number;
  steps: number;
}): Omit<TrainRequest, 'outDir'> {
  const manifest: JobManifestInput = {
    ...{ cultivar: 1, kind: 'job', name: 'Benchmark', creator: CREATOR, license: 'Apache-2.0', files: [] },
    chainId: CHAIN_ID,
    base: { asset: `${CHAIN_ID}:1`, manifest: BASE },
    datasets: [{ asset: `${CHAIN_ID}:2`, manifest: DATASET }],
    data: { heldOutRows: 0, orderSeed: 1 },
    method: 'lora',
    lora: { rank: 8, alpha: 16, targets: [...LORA_TARGETS] },
    ...{ sequenceLength: 256, accumulation: batch, steps, seed: 1, segmentSteps: steps },
    optimizer: { name: 'adamw', learningRate: 1e-3 },
    schedule: { name: 'constant' },
    evaluation: { everySteps: 0 },
    class: className,
  };
  return {
    provenance: { chainId: CHAIN_ID, escrow: `0x${'44'.repeat(20)}`, jobId: '1' },
    ...{ requester: CREATOR, title: 'Benchmark', parents: [], manifest, modelFiles },
    // What a machine remembers of its gradients is there at every run but the first.
    cacheDir: join(root, '.cache', 'gradients'),
    datasets: [
      {
        manifest: DATASET,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        files: [{ name: 'rows.jsonl', path: join(root, 'scripts', 'start', 'data', 'gsm8k', 'rows.jsonl') }],
      },
    ],
  };
}
