import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { compareLosses } from '../eval/compare-losses.ts';
import { openModel } from '../model/open-model.ts';
import { chooseExecutor } from './choose-executor.ts';
import type { EXECUTORS } from './choose-executor.ts';
import { withDataOptions } from './data-options.ts';
import type { DataFlags } from './data-options.ts';
import { findData } from './find-data.ts';
import { cacheDirOf, findModel } from './find-model.ts';
import { withExecutorOption, withModelOption } from './job-options.ts';
import { positiveInteger } from './numbers.ts';
import { showEvaluation } from './show/show-evaluation.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';

const EXAMPLES = `
Examples:
  cultivar-train eval --data test.jsonl
  cultivar-train eval --data test.jsonl --adapter my-adapter/adapter
`;

type Flags = DataFlags & {
  model: string;
  adapter?: string;
  sequenceLength: number;
  maxRows?: number;
  badRows: 'refuse' | 'skip';
  threads?: number;
  executor: (typeof EXECUTORS)[number];
};

/** `eval`: loss and perplexity on any rows, of the base model and of an adapter beside it. */
export function evalCommand(surroundings: Surroundings): Command {
  const command = new Command('eval')
    .description('Measure loss and perplexity on rows: the base model, and an adapter beside it.')
    .option('-a, --adapter <folder>', 'PEFT folder of the adapter')
    .option('--sequence-length <tokens>', 'rows are cut to so many, a multiple of 16', positiveInteger, 512)
    .option('--max-rows <count>', 'measure on at most so many rows', positiveInteger)
    .option('--bad-rows <act>', 'refuse or skip a row that cannot be used', 'refuse')
    .addHelpText('after', EXAMPLES);
  return withExecutorOption(withDataOptions(withModelOption(command))).action(async (flags: Flags) => {
    const datasets = await findData(flags);
    const { choice } = await chooseExecutor(flags.executor, surroundings);
    const model = await openModel(await findModel(flags.model, surroundings));
    const { signal, release } = stopSignal(() => undefined);
    try {
      const comparison = await compareLosses(model, datasets, {
        adapterDir: flags.adapter,
        sequenceLength: flags.sequenceLength,
        maxRows: flags.maxRows,
        badRows: flags.badRows === 'skip' ? 'skip' : 'refuse',
        executor: choice,
        threads: flags.threads ?? availableParallelism(),
        cacheDir: cacheDirOf(surroundings.env),
        signal,
      });
      showEvaluation(comparison, surroundings);
    } finally {
      release();
      await model.close();
    }
  });
}
