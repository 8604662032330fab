import type { BaseModel } from '../model/base-model.ts';
import { readGgufHeader } from '../model/gguf/read-gguf-header.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openRandomAccessFile } from '../model/random-access-file.ts';
import { requiredJson } from '../model/safetensors/read-small-file.ts';
import { architectureEntries, ggufArchitecture } from './gguf/architecture-entries.ts';
import { copiedEntries } from './gguf/copied-entries.ts';
import type { GgufType } from './gguf/gguf-encoding.ts';
import type { GgufEntries } from './gguf/gguf-entry.ts';
import { tokenizerEntries } from './gguf/tokenizer-entries.ts';
import { weightTensors } from './gguf/weight-tensors.ts';
import { writeGguf } from './gguf/write-gguf.ts';
import { openMerged } from './open-merged.ts';
import { writeNewFile } from './write-new-file.ts';

/** llama.cpp's `enum llama_ftype`. */
const FILE_TYPES: Readonly<Record<GgufType, number>> = { f32: 0, f16: 1, bf16: 32, q8_0: 7, q4_0: 2 };
const QUANTIZATION_VERSION = 2;

/**
 * Writes a model, with an adapter worked into it where one is named, as one GGUF file for llama.cpp: weights, tokenizer
 * and chat template. Complete or not there.
 *
 * @throws ModelFileError, ExportError
 */
export async function exportGguf(options: {
  modelFiles: readonly ModelFile[];
  adapterDir?: string | undefined;
  outFile: string;
  type: GgufType;
}): Promise<void> {
  const { modelFiles, adapterDir, outFile, type } = options;
  const { model, weights, close } = await openMerged(modelFiles, adapterDir);
  try {
    const metadata: GgufEntries = new Map([
      ['general.architecture', { text: ggufArchitecture(model.config) }],
      ['general.type', { text: 'model' }],
      ['general.file_type', { u32: FILE_TYPES[type] }],
      ['general.quantization_version', { u32: QUANTIZATION_VERSION }],
      ...architectureEntries(model.config),
      ...(await originEntries(modelFiles, model)),
    ]);
    const tensors = weightTensors(model.config, weights, type);
    await writeNewFile(outFile, (temporary) => writeGguf(temporary, metadata, tensors));
  } finally {
    await close();
  }
}

async function originEntries(files: readonly ModelFile[], model: BaseModel): Promise<GgufEntries> {
  const gguf = files.find((file) => file.name.toLowerCase().endsWith('.gguf'));
  if (!gguf) return tokenizerEntries(await requiredJson(files, 'tokenizer.json'), model);
  const file = await openRandomAccessFile(gguf.name, gguf.path);
  try {
    return copiedEntries(await readGgufHeader(file));
  } finally {
    await file.close();
  }
}
