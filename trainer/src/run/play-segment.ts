import { evaluationWanted } from './evaluate.ts';
import { isOver } from './is-over.ts';
import { measure } from './measure.ts';
import type { Run } from './open-run.ts';
import { optimize } from './optimize.ts';
import { startSecret } from './secret.ts';
import { stateHash } from './training-state.ts';

/** Takes the steps of the segment that begins at the state, with the evaluations that may end it. */
export async function playSegment(run: Run, signal?: AbortSignal): Promise<void> {
  const { engine, manifest, plan, progress, state } = run;
  const { evaluation, segmentSteps } = manifest;
  const mayEnd = evaluation.stopAfter !== undefined;
  const end = Math.min(plan.steps, (Math.floor(state.step / segmentSteps) + 1) * segmentSteps);
  const gradient = engine.gradientRoom();
  progress.chain = startSecret('segment', stateHash(state, engine.layout));
  if (mayEnd && state.step === 0) await measure(run, signal);
  while (state.step < end && !isOver(run)) {
    await optimize(run, gradient, signal);
    if (mayEnd && evaluationWanted(run)) await measure(run, signal);
  }
}
