import { disk } from '#disk';
import type { BaseModel } from '../model/base-model.ts';
import { safetensorsBytes } from '../model/safetensors/safetensors-bytes.ts';
import type { LoraAdapter } from './lora-adapter.ts';
import { peftConfig } from './peft-config.ts';
import type { PeftBase } from './peft-config.ts';

/** A file that was written. */
export type WrittenFile = { name: string; path: string; mediaType: string };

/**
 * Writes an adapter as a PEFT directory: weights, configuration, and the chat template and end tokens that it was
 * trained with, so that whoever serves it stops where it learned to. The same adapter gives the same bytes.
 *
 * @param dir Made when it is not there; files of these names in it are replaced.
 * @returns The files, in the order of their names.
 */
export async function writePeftAdapter(
  dir: string,
  adapter: LoraAdapter,
  info: { base: PeftBase; model: Pick<BaseModel, 'chatTemplate' | 'specialTokens'> },
): Promise<WrittenFile[]> {
  const { bos, endOfTurn, pad } = info.model.specialTokens;
  const contents: [name: string, mediaType: string, content: string | Uint8Array[]][] = [
    ['adapter_config.json', 'application/json', sortedJson(peftConfig(adapter, info.base))],
    [
      'adapter_model.safetensors',
      'application/octet-stream',
      safetensorsBytes(adapter.tensors, { format: 'pt' }),
    ],
    ['chat_template.jinja', 'text/plain', info.model.chatTemplate],
    [
      'generation_config.json',
      'application/json',
      sortedJson({
        bos_token_id: bos,
        eos_token_id: endOfTurn.length === 1 ? endOfTurn[0] : endOfTurn,
        pad_token_id: pad,
      }),
    ],
  ];
  await disk.makeFolder(dir);
  const written: WrittenFile[] = [];
  for (const [name, mediaType, content] of contents) {
    const path = `${dir}/${name}`;
    await disk.write(path, content);
    written.push({ name, path, mediaType });
  }
  return written;
}

/** JSON as Python's `json.dumps(value, indent=2, sort_keys=True)` writes it. */
function sortedJson(value: Record<string, unknown>): string {
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(sorted, null, 2);
}
