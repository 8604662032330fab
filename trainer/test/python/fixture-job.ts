import { dirname, join } from 'node:path';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { parityFixture } from '../parity/parity-fixture.ts';
import { tinyJob } from '../support/tiny-job.ts';

const TEXTS = Array.from({ length: 24 }, (_, i) => ({
  text: `${i} and ${i + 2} make ${2 * i + 2}; ${'so '.repeat(i % 5)}on`,
}));

/** A request to train a fixture's model on texts, which need no chat template, packed, two sequences a step. */
export async function fixtureJob(
  architecture: string,
  manifest: Partial<JobManifestInput> = {},
): Promise<TrainRequest> {
  const { modelFiles, lora } = await parityFixture(architecture);
  const request = await tinyJob(
    {
      lora: { rank: 4, alpha: 8, targets: lora.targets },
      optimizer: { name: 'adamw', learningRate: 0.005, epsilon: 1e-5, weightDecay: 0.01 },
      ...{ sequenceLength: 64, accumulation: 2, steps: 8, segmentSteps: 4 },
      evaluation: { everySteps: 4 },
      ...manifest,
    },
    TEXTS,
  );
  const [dataset] = request.datasets;
  return {
    ...request,
    ...{ modelFiles, threads: 1 },
    datasets: [{ ...dataset!, format: { name: 'text', field: 'text' } }],
  };
}

/** The same request in another folder. */
export function elsewhere(request: TrainRequest, name: string): TrainRequest {
  return { ...request, outDir: join(dirname(request.outDir), name) };
}
