import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFile } from '../model/model-file.ts';
import { companionFiles } from './companion-files.ts';
import { decoderGraph } from './onnx/decoder-graph.ts';
import { onnxWeights } from './onnx/onnx-weights.ts';
import { writeOnnx } from './onnx/write-onnx.ts';
import { openMerged } from './open-merged.ts';
import { writeCompanions } from './write-companions.ts';
import { writeFolder } from './write-folder.ts';

/**
 * Writes a model, with an adapter worked into it where one is named, as a folder that transformers.js opens: one graph
 * in f32 with a cache of keys and values in `onnx/model.onnx`, configuration, tokenizer and chat template beside it.
 * Complete or not there.
 *
 * @param options.embeddedBytes Weights above so many bytes go into a file of their own.
 * @throws ModelFileError, ExportError
 */
export async function exportOnnx(options: {
  modelFiles: readonly ModelFile[];
  adapterDir?: string | undefined;
  outDir: string;
  embeddedBytes?: number | undefined;
}): Promise<void> {
  const { modelFiles, adapterDir, outDir, embeddedBytes } = options;
  const { model, weights, close } = await openMerged(modelFiles, adapterDir);
  try {
    const contents = await companionFiles(modelFiles, model);
    const { dtype: _, ...config } = contents.get('config.json') as Record<string, unknown>;
    await writeFolder(outDir, async (folder) => {
      await mkdir(join(folder, 'onnx'));
      const path = join(folder, 'onnx/model.onnx');
      const read = onnxWeights(model.config, weights);
      const isExternal = await writeOnnx(path, decoderGraph(model.config), read, embeddedBytes);
      contents.set('config.json', {
        ...{ ...config, torch_dtype: 'float32' },
        ...(isExternal ? { 'transformers.js_config': { use_external_data_format: true } } : {}),
      });
      await writeCompanions(folder, contents);
    });
  } finally {
    await close();
  }
}
