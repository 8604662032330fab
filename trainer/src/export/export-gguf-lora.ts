import { readPeftAdapter } from '../adapter/read-peft-adapter.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import { ggufName } from '../model/gguf/gguf-tensor-names.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openModel } from '../model/open-model.ts';
import { ExportError } from './export-error.ts';
import { ggufArchitecture } from './gguf/architecture-entries.ts';
import type { GgufEntries } from './gguf/gguf-entry.ts';
import { interleaveRows, isRotaryModule } from './gguf/rotary-rows.ts';
import { writeGguf } from './gguf/write-gguf.ts';
import type { GgufTensorSource } from './gguf/write-gguf.ts';
import { writeNewFile } from './write-new-file.ts';

/**
 * Writes an adapter as a GGUF LoRA, which llama.cpp applies to the base's GGUF as it loads it. Values stay f32.
 *
 * @throws ModelFileError; ExportError `unsupported` for DoRA, which the format has no place for.
 */
export async function exportGgufLora(options: {
  modelFiles: readonly ModelFile[];
  adapterDir: string;
  outFile: string;
}): Promise<void> {
  const model = await openModel(options.modelFiles);
  await model.close();
  const { config } = model;
  const adapter = await readPeftAdapter(options.adapterDir, config);
  const metadata: GgufEntries = new Map([
    ['general.architecture', { text: ggufArchitecture(config) }],
    ['general.type', { text: 'adapter' }],
    ['adapter.type', { text: 'lora' }],
    // llama.cpp scales by alpha / rank, whatever PEFT divided by.
    ['adapter.lora.alpha', { f32: loraLayout(config, adapter).scale * adapter.rank }],
  ]);
  const tensors = [...adapter.tensors].map(([name, { shape, data }]): GgufTensorSource => {
    const [, module, matrix] = /^base_model\.model\.(.+)\.lora_([AB])\.weight$/.exec(name) ?? [];
    if (!module) {
      throw new ExportError(
        'unsupported',
        `a GGUF LoRA has no place for ${name}`,
        'Export the merged model: --format gguf.',
      );
    }
    const isTurned = matrix === 'B' && isRotaryModule(config, module);
    return {
      ...{
        name: `${ggufName(config, `${module}.weight`)}.lora_${matrix!.toLowerCase()}`,
        shape,
        type: 'f32',
      },
      read: async () => (isTurned ? interleaveRows(data, shape, config.headDim) : data),
    };
  });
  await writeNewFile(options.outFile, (temporary) => writeGguf(temporary, metadata, tensors));
}
