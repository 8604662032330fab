import { disk } from '#disk';
import type { WrittenFile } from '../adapter/write-peft-adapter.ts';
import type { LoraAdapter } from '../adapter/lora-adapter.ts';
import { companionFiles } from '../export/companion-files.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { ModelFile } from '../model/model-file.ts';
import { safetensorsBytes } from '../model/safetensors/safetensors-bytes.ts';

/**
 * Writes a model whose weights were trained as a folder that transformers opens: the weights in f32, and the base's
 * configuration, tokenizer, chat template and generation settings. The same weights give the same bytes.
 *
 * @param dir Made when it is not there; files of these names in it are replaced.
 * @returns The files, in the order of their names.
 * @throws ModelFileError, ExportError when the base has no such settings.
 */
export async function exportModel(
  dir: string,
  tensors: LoraAdapter['tensors'],
  base: { files: readonly ModelFile[]; model: BaseModel },
): Promise<WrittenFile[]> {
  const contents: [string, string | Uint8Array[]][] = [
    ['model.safetensors', safetensorsBytes(tensors, { format: 'pt' })],
  ];
  for (const [name, content] of await companionFiles(base.files, base.model)) {
    if (typeof content === 'string') contents.push([name, content]);
    else contents.push([name, json(name === 'config.json' ? inF32(content) : content)]);
  }
  await disk.makeFolder(dir);
  const written: WrittenFile[] = [];
  for (const [name, content] of contents.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = `${dir}/${name}`;
    await disk.write(path, content);
    written.push({ name, path, mediaType: mediaTypeOf(name) });
  }
  return written;
}

function inF32(base: Record<string, unknown>): Record<string, unknown> {
  const { dtype: _, ...config } = base;
  return { ...config, torch_dtype: 'float32' };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function mediaTypeOf(name: string): string {
  if (name.endsWith('.json')) return 'application/json';
  return name.endsWith('.safetensors') ? 'application/octet-stream' : 'text/plain';
}
