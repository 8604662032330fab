import type { Run } from './open-run.ts';
import { isExhausted } from './patience.ts';

/** Whether no step is left to take: all are done, or the held-out loss no longer falls. */
export function isOver({ manifest, plan, state }: Pick<Run, 'manifest' | 'plan' | 'state'>): boolean {
  return state.step === plan.steps || isExhausted(state.patience, manifest.evaluation.stopAfter);
}
