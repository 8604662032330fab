import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { answerReport } from '../eval/answer-report.ts';
import type { AnswerReport } from '../eval/answer-report.ts';
import { compareLosses } from '../eval/compare-losses.ts';
import type { LossComparison } from '../eval/compare-losses.ts';
import { openModel } from '../model/open-model.ts';
import { chooseExecutor } from './choose-executor.ts';
import type { EXECUTORS } from './choose-executor.ts';
import { withDataOptions } from './data-options.ts';
import type { DataFlags } from './data-options.ts';
import { findData } from './find-data.ts';
import { cacheDirOf, findModel } from './find-model.ts';
import { withExecutorOption, withModelOption } from './job-options.ts';
import { positiveInteger } from './numbers.ts';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import { showEvaluation } from './show/show-evaluation.ts';
import { showScores } from './show/show-scores.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';
import { withFoundAdapter } from './with-found-adapter.ts';

const EXAMPLES = `
Tasks:
  loss     loss and perplexity on what the rows teach
  answers  answers are written and compared with the right ones, the last turn of each row: exact match, token F1
           (both as SQuAD), and where all right answers end with #### and a number, that number (GSM8K)
  choice   rows with a question, choices and an answer: the likeliest choice, as it is and by its length

Examples:
  cultivar-train eval --data test.jsonl
  cultivar-train eval --data test.jsonl --adapter my-adapter
  cultivar-train eval --data test.jsonl --task answers --max-rows 100 --adapter my-adapter --save scores.json
`;

const TASKS = ['loss', 'answers', 'choice'] as const;

type Flags = DataFlags & {
  model: string;
  task: (typeof TASKS)[number];
  adapter?: string;
  sequenceLength: number;
  maxTokens: number;
  maxRows?: number;
  badRows: 'refuse' | 'skip';
  save?: string;
  threads?: number;
  executor: (typeof EXECUTORS)[number];
};

/** `eval`: how a base model does on any rows, and an adapter beside it. */
export function evalCommand(surroundings: Surroundings): Command {
  const command = new Command('eval')
    .description(
      'Measure on rows: loss, written answers or choices, of the base model and of an adapter beside it.',
    )
    .option('-a, --adapter <folder>', 'of a run that ended, or a PEFT folder')
    .addOption(new Option('--task <name>', 'what is measured').choices(TASKS).default('loss'))
    .option(
      '--sequence-length <tokens>',
      'loss: rows are cut to so many, a multiple of 16',
      positiveInteger,
      512,
    )
    .option('--max-tokens <count>', 'answers: the longest', positiveInteger, 256)
    .option('--max-rows <count>', 'measure on at most so many rows', positiveInteger)
    .addOption(
      new Option('--bad-rows <act>', 'what to do with a row that cannot be used')
        .choices(['refuse', 'skip'])
        .default('refuse'),
    )
    .option('--save <file>', 'write the figures, and every single answer, as JSON')
    .addHelpText('after', EXAMPLES);
  return withExecutorOption(withDataOptions(withModelOption(command))).action(async (given: Flags) => {
    const flags = await withFoundAdapter(given);
    const { signal, release } = stopSignal(() => undefined);
    try {
      const report = await (flags.task === 'loss' ? measureLoss : measureAnswers)(
        flags,
        surroundings,
        signal,
      );
      if (flags.save !== undefined)
        await writeFileAtomically(flags.save, `${JSON.stringify(report, null, 2)}\n`);
    } finally {
      release();
    }
  });
}

async function measureLoss(
  flags: Flags,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<LossComparison> {
  const datasets = await findData(flags);
  const { choice } = await chooseExecutor(flags.executor, surroundings);
  const model = await openModel(await findModel(flags.model, surroundings));
  try {
    const { adapter: adapterDir, sequenceLength, maxRows, badRows } = flags;
    const comparison = await compareLosses(model, datasets, {
      ...{ adapterDir, sequenceLength, maxRows, badRows, signal, executor: choice },
      threads: flags.threads ?? availableParallelism(),
      cacheDir: cacheDirOf(surroundings.env),
    });
    showEvaluation(comparison, surroundings);
    return comparison;
  } finally {
    await model.close();
  }
}

async function measureAnswers(
  flags: Flags,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<AnswerReport> {
  const { adapter: adapterDir, maxRows, maxTokens, badRows, threads } = flags;
  const task = flags.task === 'choice' ? 'choice' : 'answers';
  const modelFiles = await findModel(flags.model, surroundings);
  const options = { modelFiles, adapterDir, maxRows, maxTokens, badRows, threads, signal };
  const report = await answerReport(task, await findData(flags), options);
  showScores(report, surroundings);
  return report;
}
