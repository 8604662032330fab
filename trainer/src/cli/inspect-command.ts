import { Command } from 'commander';
import { inspectData } from '../data/inspect-data.ts';
import { inspectPreferences } from '../data/inspect-preferences.ts';
import { openModel } from '../model/open-model.ts';
import { buildJob } from './build-job.ts';
import { withDataOptions } from './data-options.ts';
import type { DataFlags } from './data-options.ts';
import { findData } from './find-data.ts';
import { findModel } from './find-model.ts';
import { withModelOption, withPlanOptions } from './job-options.ts';
import type { JobFlags } from './job-options.ts';
import { showInspection } from './show/show-inspection.ts';
import { showPreferences } from './show/show-preferences.ts';
import type { Surroundings } from './surroundings.ts';

const EXAMPLES = `
Examples:
  cultivar-train inspect --data rows.jsonl
  cultivar-train inspect --data FineTome-100k/ --sequence-length 2048
  cultivar-train inspect --data chat.jsonl.gz --data facts.csv --weight 3 --weight 1 --bad-rows skip
`;
const NO_DIGEST = `0x${'00'.repeat(32)}` as const;

type Flags = DataFlags & JobFlags & { samples: string };

/** `inspect`: what a run would read, and how it is masked. */
export function inspectCommand(surroundings: Surroundings): Command {
  const command = new Command('inspect')
    .description('Show what a run would read: statistics, lengths, and rows as the model sees them.')
    .option('--samples <count>', 'rows to show', '3')
    .addHelpText('after', EXAMPLES);
  return withPlanOptions(withDataOptions(withModelOption(command))).action(async (flags: Flags) => {
    const datasets = await findData(flags);
    const digests = { model: NO_DIGEST, datasets: datasets.map(() => NO_DIGEST), class: 'tolerance' };
    const plan = await buildJob({ ...flags, evalEvery: 0, checkpointEvery: 1 }, datasets, digests);
    const model = await openModel(await findModel(flags.model, surroundings));
    try {
      const count = Number(flags.samples);
      if (datasets.some(({ format }) => format.name === 'preference'))
        showPreferences(await inspectPreferences(plan, datasets, model, count), datasets, surroundings);
      else showInspection(await inspectData(plan, datasets, model, count), plan, datasets, surroundings);
    } finally {
      await model.close();
    }
  });
}
