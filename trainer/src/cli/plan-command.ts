import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { fittingPlan, planRun } from '../plan/plan-run.ts';
import { PlanError } from '../plan/plan-error.ts';
import { withDataOptions } from './data-options.ts';
import {
  withExecutorOption,
  withModelOption,
  withPlanOptions,
  withRecomputeOption,
  withTrainingOptions,
} from './job-options.ts';
import { positiveNumber } from './numbers.ts';
import { requestOf } from './request-of.ts';
import type { RequestFlags } from './request-of.ts';
import { showPlan } from './show/show-plan.ts';
import type { Surroundings } from './surroundings.ts';

const EXAMPLES = `
Examples:
  cultivar-train plan --data rows.jsonl --template instruction --steps 100
  cultivar-train plan --data rows.jsonl --sequence-length 4096 --memory 4

A few layers of the model are tried on the data, in a process of their own; the rest is reckoned from them.
`;

/** `plan`: what a run would take, and settings that fit where it does not. */
export function planCommand(surroundings: Surroundings): Command {
  const command = new Command('plan')
    .description('Predict the peak memory and the time of a run before it starts.')
    .option('--memory <gigabytes>', 'memory that may be used; default: what is free', positiveNumber)
    .addHelpText('after', EXAMPLES);
  const whole = withTrainingOptions(withPlanOptions(withDataOptions(withModelOption(command))));
  return withRecomputeOption(withExecutorOption(whole)).action(
    async (flags: RequestFlags & { memory?: number }) => {
      const request = await requestOf({ ...flags, out: '.' }, surroundings);
      const limitBytes = flags.memory === undefined ? process.availableMemory() : flags.memory * 1e9;
      const plan = await planRun(request, flags.threads ?? availableParallelism());
      const fits = plan.estimate.peakBytes <= limitBytes;
      const instead = fits ? undefined : await fittingPlan(request, plan, limitBytes);
      showPlan({ plan, fits, limitBytes, instead }, surroundings);
      if (fits) return;
      const need = `the run needs about ${gigabytes(plan.estimate.peakBytes)}, ${gigabytes(limitBytes)} may be used`;
      if (instead) {
        const again = instead.recompute === 'always' ? ' --recompute always' : '';
        const flagsThatFit = `--threads ${instead.threads} --sequence-length ${instead.sequenceLength}${again}`;
        throw new PlanError('does_not_fit', need, `This would fit: ${flagsThatFit}.`);
      }
      const weights = gigabytes(plan.weightBytes);
      throw new PlanError(
        'does_not_fit',
        need,
        `Choose a smaller model: these weights alone take ${weights}.`,
      );
    },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
