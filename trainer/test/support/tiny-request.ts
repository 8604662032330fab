import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { ggufBytes } from './gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './tiny-gguf.ts';

const BASE = `0x${'22'.repeat(32)}` as const;
const DATASET = `0x${'11'.repeat(32)}` as const;

/** A request to fine-tune the tiny model on rows of `question` and `answer`, everything in a folder. */
export async function tinyRequest(
  folder: string,
  manifest: Partial<JobManifestInput>,
  rows: readonly object[],
): Promise<TrainRequest> {
  const model = join(folder, 'tiny.gguf');
  const dataset = join(folder, 'sums.jsonl');
  await writeFile(model, ggufBytes(tinyGgufMetadata(), tinyGgufTensors()));
  await writeFile(dataset, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const creator = `0x${'cd'.repeat(20)}` as const;
  return {
    provenance: { chainId: 41_337, escrow: `0x${'ab'.repeat(20)}`, jobId: '7' },
    requester: creator,
    title: 'Sums',
    parents: [{ role: 'base', asset: '41337:1', manifest: BASE }],
    manifest: {
      ...{
        cultivar: 1,
        kind: 'job',
        name: 'Sums',
        creator,
        license: 'Apache-2.0',
        files: [],
        chainId: 41_337,
      },
      base: { asset: '41337:1', manifest: BASE },
      datasets: [{ asset: '41337:2', manifest: DATASET }],
      data: { heldOutRows: 4, orderSeed: 3 },
      method: 'lora',
      lora: { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj', 'down_proj'] },
      sequenceLength: 96,
      optimizer: { name: 'adamw', learningRate: 0.01 },
      schedule: { name: 'cosine', warmupSteps: 1 },
      steps: 6,
      ...{ seed: 5, evaluation: { everySteps: 0 }, segmentSteps: 2, class: 'tolerance' },
      ...manifest,
    },
    modelFiles: [{ name: 'tiny.gguf', path: model }],
    datasets: [
      {
        manifest: DATASET,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        files: [{ name: 'sums.jsonl', path: dataset }],
      },
    ],
    outDir: join(folder, 'run'),
    threads: 2,
  };
}
