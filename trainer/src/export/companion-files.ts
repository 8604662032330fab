import { openRandomAccessFile } from '#random-access-file';
import type { BaseModel } from '../model/base-model.ts';
import { ggufTokenizerJson } from '../model/gguf/gguf-tokenizer-json.ts';
import { readGgufHeader } from '../model/gguf/read-gguf-header.ts';
import type { ModelFile } from '../model/model-file.ts';
import { optionalJson, optionalText } from '../model/safetensors/read-small-file.ts';
import { huggingFaceJson } from './hugging-face-json.ts';

/** What else of a model's folder belongs to its tokenizer; taken over as it is. */
const TOKENIZER_PARTS = ['special_tokens_map.json', 'added_tokens.json'];

/** Files by their names: JSON, or text. */
export type CompanionFiles = Map<string, Record<string, unknown> | string>;

/**
 * The small files that stand beside a model's weights in a folder of transformers, by their names: those of the base
 * where it has them, else made of what it says of itself. Nothing that would run code is kept.
 *
 * @throws ModelFileError, ExportError
 */
export async function companionFiles(files: readonly ModelFile[], model: BaseModel): Promise<CompanionFiles> {
  const contents: CompanionFiles = new Map();
  const { auto_map: _, ...config } =
    (await optionalJson(files, 'config.json')) ?? huggingFaceJson(model.config, model.specialTokens);
  contents.set('config.json', config);
  contents.set('tokenizer.json', (await optionalJson(files, 'tokenizer.json')) ?? (await fromGguf(files)));
  contents.set(
    'tokenizer_config.json',
    (await optionalJson(files, 'tokenizer_config.json')) ?? tokenizerConfig(model),
  );
  contents.set(
    'generation_config.json',
    (await optionalJson(files, 'generation_config.json')) ?? generationConfig(model),
  );
  contents.set('chat_template.jinja', model.chatTemplate);
  for (const name of TOKENIZER_PARTS) {
    const text = await optionalText(files, name);
    if (text !== undefined) contents.set(name, text);
  }
  return contents;
}

async function fromGguf(files: readonly ModelFile[]): Promise<Record<string, unknown>> {
  const { name, path } = files.find((file) => file.name.toLowerCase().endsWith('.gguf'))!;
  const file = await openRandomAccessFile(name, path);
  try {
    return ggufTokenizerJson(name, await readGgufHeader(file));
  } finally {
    await file.close();
  }
}

function tokenizerConfig({ config, specialTokens, tokenizer }: BaseModel): Record<string, unknown> {
  const { bos, endOfTurn, pad } = specialTokens;
  const text = (id: number | null | undefined) =>
    id === null || id === undefined ? null : tokenizer.decode([id]);
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: config.contextLength,
    clean_up_tokenization_spaces: false,
    bos_token: text(bos),
    eos_token: text(endOfTurn[0]),
    pad_token: text(pad),
  };
}

function generationConfig({ specialTokens: { bos, endOfTurn, pad } }: BaseModel): Record<string, unknown> {
  return {
    bos_token_id: bos,
    eos_token_id: endOfTurn.length === 1 ? endOfTurn[0] : endOfTurn,
    pad_token_id: pad,
  };
}
