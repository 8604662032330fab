import { Command } from 'commander';
import { exportSafetensors } from '../export/export-safetensors.ts';
import type { FloatType } from '../export/float-type.ts';
import { dtypeOption } from './dtype-option.ts';
import { findAdapter } from './find-adapter.ts';
import { findModel } from './find-model.ts';
import { withModelOption } from './job-options.ts';
import { positiveInteger } from './numbers.ts';
import { showExport } from './show/show-export.ts';
import type { Surroundings } from './surroundings.ts';

const EXAMPLES = `
Examples:
  cultivar-train merge --adapter my-adapter --out my-model
  cultivar-train merge --model base-folder --adapter my-adapter --out my-model --dtype bf16
`;

type Flags = { model: string; adapter: string; out: string; dtype?: FloatType; shardSize: number };

/** `merge`: base and adapter as one model, in a folder that transformers opens. */
export function mergeCommand(surroundings: Surroundings): Command {
  const command = new Command('merge')
    .description('Work an adapter into its base model: a folder of safetensors that needs neither.')
    .requiredOption('-a, --adapter <folder>', 'of a run that ended, or a PEFT folder')
    .requiredOption('-o, --out <folder>', 'where the model goes; not there yet')
    .addOption(dtypeOption())
    .option('--shard-size <megabytes>', 'most of a file; a larger model is split', positiveInteger, 5000)
    .addHelpText('after', EXAMPLES);
  return withModelOption(command).action(async ({ model, adapter, out, dtype, shardSize }: Flags) => {
    const type = await exportSafetensors({
      ...{
        adapterDir: await findAdapter(adapter),
        modelFiles: await findModel(model, surroundings),
        outDir: out,
      },
      ...{ type: dtype, shardBytes: shardSize * 1e6 },
    });
    showExport({ format: 'safetensors', type, path: out }, surroundings);
  });
}
