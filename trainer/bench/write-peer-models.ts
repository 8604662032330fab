import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exportGguf } from '../src/export/export-gguf.ts';
import { exportSafetensors } from '../src/export/export-safetensors.ts';
import type { ModelFile } from '../src/model/model-file.ts';

// node trainer/bench/write-peer-models.ts < { modelFiles, folder }: writes a model in the forms that other programs read,
// each unless it is there: `f32` and `bf16` for transformers, `f32.gguf` and `f16.gguf` for llama.cpp.
const { modelFiles, folder } = JSON.parse(await text(process.stdin)) as {
  modelFiles: ModelFile[];
  folder: string;
};
for (const type of ['f32', 'bf16'] as const) {
  const outDir = join(folder, type);
  if (!existsSync(outDir)) await exportSafetensors({ modelFiles, outDir, type });
}
for (const type of ['f32', 'f16'] as const) {
  const outFile = join(folder, `${type}.gguf`);
  if (!existsSync(outFile)) await exportGguf({ modelFiles, outFile, type });
}
