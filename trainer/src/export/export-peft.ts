import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPeftAdapter } from '../adapter/read-peft-adapter.ts';
import { writePeftAdapter } from '../adapter/write-peft-adapter.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openModel } from '../model/open-model.ts';
import { writeFolder } from './write-folder.ts';

/**
 * Writes an adapter anew as a PEFT folder that needs nothing else: checked against its base, in f32 and PEFT's own
 * names, with the chat template and the end tokens of the base beside it. Complete or not there.
 *
 * @throws ModelFileError, ExportError
 */
export async function exportPeft(options: {
  modelFiles: readonly ModelFile[];
  adapterDir: string;
  outDir: string;
}): Promise<void> {
  const { modelFiles, adapterDir, outDir } = options;
  const model = await openModel(modelFiles);
  await model.close();
  const adapter = await readPeftAdapter(adapterDir, model.config);
  // The reader above has refused what is no configuration.
  const config = JSON.parse(await readFile(join(adapterDir, 'adapter_config.json'), 'utf8')) as {
    base_model_name_or_path?: unknown;
    revision?: unknown;
  };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const base = { name: text(config.base_model_name_or_path) ?? '', revision: text(config.revision) };
  await writeFolder(outDir, async (folder) => {
    await writePeftAdapter(folder, adapter, { base, model });
  });
}
