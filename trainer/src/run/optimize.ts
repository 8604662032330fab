import type { PreferenceReport } from '@cultivar/sdk/spec';
import { adamwStep } from '../engine/optimizer/adamw.ts';
import { globalNorm } from '../engine/optimizer/global-norm.ts';
import { learningRate } from '../engine/optimizer/learning-rate.ts';
import { diverged } from './diverged.ts';
import { heldTokens } from './held-tokens.ts';
import type { Run } from './open-run.ts';
import { extendSecret } from './secret.ts';

/** What one optimiser step showed. */
export type StepReport = {
  step: number;
  loss: number;
  learningRate: number;
  gradNorm: number;
  tokens: number;
  /** Where pairs of answers are learnt. */
  preference?: PreferenceReport;
};

/**
 * Takes one optimiser step: gradients of every micro-batch, clipping, AdamW. The loss is the objective's over the whole
 * step, so how the step is cut into micro-batches changes neither loss nor gradient.
 *
 * @param gradient Scratch of the layout's length.
 * @throws TrainError `diverged` when loss or gradient is no longer a number; the state is then as before.
 */
export async function optimize(run: Run, gradient: Float32Array, signal?: AbortSignal): Promise<StepReport> {
  const { engine, state, manifest, plan, progress } = run;
  const { optimizer, schedule } = manifest;
  const step = state.step + 1;
  const { sequences, cursor } = plan.take(step);

  const { loss, ...shown } = await engine.objective.gradient(sequences, gradient, signal, step);
  const gradNorm = globalNorm(gradient);
  if (!Number.isFinite(loss) || !Number.isFinite(gradNorm)) throw diverged(run, step, loss);

  const rate = learningRate(schedule, optimizer.learningRate, step, plan.steps);
  const scale = optimizer.clipNorm > 0 && gradNorm > optimizer.clipNorm ? optimizer.clipNorm / gradNorm : 1;
  adamwStep(state.parameters, gradient, state.moments, optimizer, rate, step, scale);
  progress.chain = extendSecret(progress.chain, gradient);
  [state.step, state.cursor] = [step, cursor];
  const tokens = sequences.reduce((total, sequence) => total + heldTokens(sequence), 0);
  progress.tokens += tokens;
  return { step, loss, learningRate: rate, gradNorm, tokens, ...shown };
}
