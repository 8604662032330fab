import { join } from 'node:path';
import { watchSteps } from '../rounds/watch-steps.ts';
import type { Watched } from '../rounds/watch-steps.ts';
import type { BenchModel } from './bench-files.ts';
import type { PeftWay, Setting } from './ways.ts';

/**
 * Trains with transformers and PEFT, on the same sequences.
 *
 * @param python Interpreter that has torch, transformers and peft.
 */
export function trainWithPeft(
  python: string,
  { precision, checkpointing = false, compiled = false, wideAdapters = false, seed = 1, preload }: PeftWay,
  { folders, tokensFile }: BenchModel,
  { threads, batch }: Setting,
  steps: number,
): Promise<Watched> {
  const { PATH, HOME } = process.env;
  return watchSteps({
    program: python,
    args: ['-W', 'ignore', join(import.meta.dirname, 'peft_train.py')],
    env: {
      ...{
        PATH,
        HOME,
        HF_HUB_OFFLINE: '1',
        TRANSFORMERS_VERBOSITY: 'error',
        HF_HUB_DISABLE_PROGRESS_BARS: '1',
      },
      ...{ OMP_NUM_THREADS: String(threads), MKL_NUM_THREADS: String(threads) },
      ...(preload ? { LD_PRELOAD: preload } : {}),
    },
    input: JSON.stringify({
      ...{ precision, checkpointing, compiled, wideAdapters, seed, threads, batch, steps },
      ...{ modelDir: folders[precision], tokensFile },
    }),
  });
}
