import { parseManifest } from '@cultivar/sdk/spec';
import type { JobManifest, JobManifestInput } from '@cultivar/sdk/spec';
import { TEST_CLASS, testTerms } from './test-terms.ts';

/** The manifest of an ordinary job, which says what `testTerms` say. */
export function testSpec(changed: Partial<JobManifestInput> = {}): JobManifest {
  const manifest: JobManifestInput = {
    ...{ cultivar: 1, kind: 'job', name: 'A job', creator: testTerms().requester, license: 'MIT', files: [] },
    chainId: 41_337,
    base: { asset: '41337:1', manifest: `0x${'11'.repeat(32)}` },
    datasets: [{ asset: '41337:2', manifest: `0x${'22'.repeat(32)}` }],
    data: { heldOutRows: 0, orderSeed: 0 },
    method: 'lora',
    lora: { rank: 4, alpha: 8, targets: ['q_proj'] },
    sequenceLength: 64,
    optimizer: { name: 'adamw', learningRate: 0.001 },
    schedule: { name: 'constant' },
    ...{ steps: 10, seed: 0, evaluation: { everySteps: 0 }, segmentSteps: 5, class: TEST_CLASS },
    ...changed,
  };
  return parseManifest(manifest, 'job');
}
