import { Command } from 'commander';
import { inspectExecutors } from '../engine/executor/inspect/inspect-executors.ts';
import { benchRun } from '../measure/bench-run.ts';
import { EXECUTORS, openVino } from './choose-executor.ts';
import { withDataOptions } from './data-options.ts';
import { cacheDirOf } from './find-model.ts';
import { withExecutorOption, withModelOption, withPlanOptions, withTrainingOptions } from './job-options.ts';
import { requestOf } from './request-of.ts';
import type { RequestFlags } from './request-of.ts';
import { showBench } from './show/show-bench.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train bench --data rows.jsonl
  cultivar-train bench --data rows.jsonl --template instruction --sequence-length 512 --steps 10
  cultivar-train bench --data rows.jsonl --executor ort-cpu --threads 1

Each executor trains the same few steps in a process of its own, one after another; nothing is kept. The first step is
left out of the speed, the middle one of the others is shown. What else the machine does is measured with it.
`;

const STEPS = 6;

/** `bench`: how fast each executor at hand trains, and with how much memory. */
export function benchCommand(surroundings: Surroundings): Command {
  const command = new Command('bench')
    .description('Train a few steps with each executor at hand: tokens a second, first step, memory.')
    .addHelpText('after', EXAMPLES);
  const whole = withTrainingOptions(withPlanOptions(withDataOptions(withModelOption(command))));
  return withExecutorOption(whole).action(async (flags: RequestFlags) => {
    const { signal, release } = stopSignal(() => undefined);
    try {
      let measured = 0;
      for (const executor of await executorsAtHand(flags.executor, surroundings)) {
        const job = {
          ...flags,
          executor,
          out: '.',
          steps: flags.steps ?? STEPS,
          heldOut: flags.heldOut ?? 0,
        };
        const request = await requestOf(job, surroundings);
        showBench({ executor, ...(await benchRun(request, signal)) }, measured++, surroundings);
      }
    } finally {
      release();
    }
  });
}

async function executorsAtHand(
  wanted: RequestFlags['executor'],
  surroundings: Surroundings,
): Promise<RequestFlags['executor'][]> {
  if (wanted !== 'auto') return [wanted];
  const openVinoDir = await openVino(surroundings);
  const { findings } = await inspectExecutors({ openVinoDir, cacheDir: cacheDirOf(surroundings.env) });
  const passed = EXECUTORS.filter((name) =>
    findings.some(({ executor, state }) => executor === name && state === 'passed'),
  );
  if (passed.length > 0) return passed;
  throw new UsageError('nothing here can train', '`doctor` says what was found.');
}
