import type { BaseModel } from '../base-model.ts';
import { checkConfig } from '../check-config.ts';
import { checkSpecialTokens } from '../check-special-tokens.ts';
import { checkWeights } from '../check-weights.ts';
import { createTokenizer } from '../create-tokenizer.ts';
import type { OnWeights } from '../open-model.ts';
import { ModelFileError } from '../model-file-error.ts';
import { modelDigests } from '../model-digests.ts';
import type { ModelFile } from '../model-file.ts';
import { parseHuggingFaceConfig } from './hugging-face-config.ts';
import type { HuggingFaceConfig } from './hugging-face-config.ts';
import { huggingFaceDecoder } from './hugging-face-decoder.ts';
import { optionalJson, optionalText, requiredJson } from './read-small-file.ts';
import { safetensorsWeights } from './safetensors-weights.ts';
import { weightFiles } from './weight-files.ts';

/**
 * Opens a model as transformers saves it: config.json, tokenizer.json, a chat template (chat_template.jinja or inside
 * tokenizer_config.json), optionally generation_config.json, and one or several safetensors files.
 *
 * @throws ModelFileError
 */
export async function openSafetensorsModel(
  files: readonly ModelFile[],
  onWeights?: OnWeights,
): Promise<BaseModel> {
  const settings = parseHuggingFaceConfig('config.json', await requiredJson(files, 'config.json'));
  const config = huggingFaceDecoder('config.json', settings);
  checkConfig('config.json', config);
  const tokenizerJson = await requiredJson(files, 'tokenizer.json');
  const chatTemplate = await readChatTemplate(files);
  const special = specialTokens(settings, await optionalJson(files, 'generation_config.json'));
  checkSpecialTokens('config.json', config, special);
  const { shards, places } = await weightFiles(files);
  const weights = await safetensorsWeights(shards, { tied: config.tiedEmbeddings, places });
  try {
    checkWeights(shards.map((file) => file.name).join(', '), config, weights);
    await onWeights?.({ config, weights });
    const paths = shards.map(({ path }) => path);
    const digests = modelDigests(paths, tokenizerJson, chatTemplate);
    return {
      config,
      weights,
      tokenizer: createTokenizer('tokenizer.json', tokenizerJson, config.vocabularySize),
      chatTemplate,
      specialTokens: special,
      digests: () => digests.counted(),
      close() {
        digests.stop();
        return weights.close();
      },
    };
  } catch (error) {
    await weights.close();
    throw error;
  }
}

async function readChatTemplate(files: readonly ModelFile[]): Promise<string> {
  const own = await optionalText(files, 'chat_template.jinja');
  if (own !== undefined) return own;
  const inside = (await optionalJson(files, 'tokenizer_config.json'))?.['chat_template'];
  if (typeof inside === 'string') return inside;
  throw new ModelFileError('missing', 'chat_template.jinja', 'the model has no chat template');
}

function specialTokens(
  config: HuggingFaceConfig,
  generation: Record<string, unknown> | undefined,
): BaseModel['specialTokens'] {
  const list = (value: unknown): number[] =>
    [value].flat().filter((id) => Number.isInteger(id) && (id as number) >= 0) as number[];
  const ends = [...list(config.eos_token_id), ...list(generation?.['eos_token_id'])];
  return {
    bos: list(config.bos_token_id)[0] ?? null,
    endOfTurn: [...new Set(ends)],
    pad: list(config.pad_token_id)[0] ?? list(generation?.['pad_token_id'])[0] ?? null,
  };
}
