import type { JobManifestInput } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tinyRequest } from './tiny-request.ts';

/** A request to fine-tune the tiny model on a few sums, in a folder of the running test. */
export async function tinyJob(
  manifest: Partial<JobManifestInput> = {},
  rows: readonly object[] = sums(24),
): Promise<TrainRequest> {
  return tinyRequest(await temporaryFolder(), manifest, rows);
}

/** Rows of sums: `{ question, answer }`. */
export function sums(count: number): { question: string; answer: string }[] {
  return Array.from({ length: count }, (_, i) => ({ question: `${i} + 2`, answer: `${i + 2}` }));
}
