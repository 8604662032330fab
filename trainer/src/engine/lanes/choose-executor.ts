import { openExecutor } from '#open-executor';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Layout } from '../decoder/full-layout.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { savedBytes } from '../decoder/layer-memory.ts';
import { ExecutorError } from '../executor/executor-error.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import type { Saving } from '../graph/split-graph.ts';
import { GradientError } from '../reference/gradient-error.ts';
import { requireGradients } from '../reference/require-gradients.ts';
import { keptValues } from './open-lane.ts';
import { recomputes } from './recompute.ts';
import type { Recompute } from './recompute.ts';

/** An executor whose gradients are right, and what its lanes keep for their backward halves. */
export type ChosenExecutor = { choice: ExecutorChoice; executor: Executor; saving: Saving };

/**
 * Opens executors in their order until the gradients of one are right.
 *
 * @param options.maxTokens Longest sequence.
 * @throws GradientError when those of the last are wrong; ExecutorError when it does not open.
 */
export async function chooseExecutor(
  config: DecoderConfig,
  layout: Layout,
  {
    executors = [{ name: 'ort-cpu' }],
    maxTokens,
    recompute = 'auto',
    cacheDir,
  }: {
    executors?: readonly ExecutorChoice[] | undefined;
    maxTokens: number;
    recompute?: Recompute | undefined;
    cacheDir?: string | undefined;
  },
): Promise<ChosenExecutor> {
  const { saved } = layerGraphs(config, layout, 'activations');
  for (const [index, choice] of executors.entries()) {
    try {
      const executor = await openExecutor(choice);
      const bytes = savedBytes(config, keptValues(saved, executor.precision), maxTokens);
      const saving = recomputes(recompute, bytes) ? 'nothing' : 'activations';
      await requireGradients(executor, config, layout, saving, cacheDir);
      return { choice, executor, saving };
    } catch (error) {
      const passedOver = error instanceof GradientError || error instanceof ExecutorError;
      if (!passedOver || index === executors.length - 1) throw error;
    }
  }
  throw new RangeError('no executor was named');
}
