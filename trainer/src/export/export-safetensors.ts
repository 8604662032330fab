import { openMerged } from './open-merged.ts';
import type { ModelFile } from '../model/model-file.ts';
import { storedType } from '../model/stored-type.ts';
import { companionFiles } from './companion-files.ts';
import { FLOAT_TYPES } from './float-type.ts';
import type { FloatType } from './float-type.ts';
import { writeCompanions } from './write-companions.ts';
import { writeFolder } from './write-folder.ts';
import { writeSafetensors } from './write-safetensors.ts';

/** What is written, and how. */
export type SafetensorsExport = {
  modelFiles: readonly ModelFile[];
  /** PEFT folder that is worked into the weights; absent: the base alone. */
  adapterDir?: string | undefined;
  /** A folder that is not there yet. */
  outDir: string;
  /** Absent: that of the base; f16 for a base in fewer bits, whose weights are dequantised first. */
  type?: FloatType | undefined;
  /** Most bytes of values in one file. */
  shardBytes?: number | undefined;
};

/** As transformers splits. */
export const SHARD_BYTES = 5e9;

const DTYPE_NAMES: Readonly<Record<FloatType, string>> = { f32: 'float32', f16: 'float16', bf16: 'bfloat16' };

/**
 * Writes a model, with an adapter worked into it, as a folder that transformers opens: weights, configuration,
 * tokenizer, chat template, generation settings. Complete or not there.
 *
 * @returns The type of numbers that was written.
 * @throws ModelFileError, ExportError
 */
export async function exportSafetensors(options: SafetensorsExport): Promise<FloatType> {
  const { modelFiles, adapterDir, outDir, shardBytes = SHARD_BYTES } = options;
  const stored = (await storedType(modelFiles)).toLowerCase();
  const type = options.type ?? FLOAT_TYPES.find((known) => known === stored) ?? 'f16';
  const { model, weights, close } = await openMerged(modelFiles, adapterDir);
  try {
    const contents = await companionFiles(modelFiles, model);
    const { dtype: _, ...config } = contents.get('config.json') as Record<string, unknown>;
    contents.set('config.json', { ...config, torch_dtype: DTYPE_NAMES[type] });
    await writeFolder(outDir, async (folder) => {
      await writeCompanions(folder, contents);
      await writeSafetensors(folder, weights, { type, shardBytes });
    });
    return type;
  } finally {
    await close();
  }
}
