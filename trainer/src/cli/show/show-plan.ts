import type { RunPlan } from '../../plan/plan-run.ts';
import type { Surroundings } from '../surroundings.ts';
import { timeWords } from './time-words.ts';

/** Below this, waiting for others is not worth a line. */
const NOTABLE_STRETCH = 1.15;

/** Shows a plan: in words on a terminal, as a line of JSON elsewhere. */
export function showPlan(
  found: { plan: RunPlan; fits: boolean; limitBytes: number; instead: RunPlan | undefined },
  { out }: Pick<Surroundings, 'out'>,
): void {
  if (!out.isTTY) {
    out.write(`${JSON.stringify({ type: 'plan', ...found })}\n`);
    return;
  }
  const { threads, estimate } = found.plan;
  const say = (line: string) => void out.write(`${line}\n`);
  say(
    `memory   ${(estimate.peakBytes / 1e9).toFixed(2)} GB at most, ${(found.limitBytes / 1e9).toFixed(2)} GB may be used`,
  );
  say(
    `time     ${timeWords(estimate.seconds)} for ${estimate.steps} steps on ${threads} threads that do nothing else`,
  );
  if (estimate.stretch > NOTABLE_STRETCH)
    say(
      `         ${timeWords(estimate.seconds * estimate.stretch)} while the machine is as busy as it is now`,
    );
  say(`speed    ${estimate.tokensPerSecond.toFixed(0)} tok/s, ${estimate.stepSeconds.toFixed(2)} s a step`);
  if (estimate.recompute)
    say('         values are computed a second time rather than kept: less memory, more time');
}
