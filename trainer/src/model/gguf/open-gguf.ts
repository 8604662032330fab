import { openRandomAccessFile } from '#random-access-file';
import type { BaseModel } from '../base-model.ts';
import { checkConfig } from '../check-config.ts';
import { checkSpecialTokens } from '../check-special-tokens.ts';
import { checkWeights } from '../check-weights.ts';
import { createTokenizer } from '../create-tokenizer.ts';
import { modelDigests } from '../model-digests.ts';
import type { ModelFile } from '../model-file.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { OnWeights } from '../open-model.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { ggufConfig } from './gguf-config.ts';
import type { GgufHeader, GgufTensor } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';
import { ggufTokenizerJson } from './gguf-tokenizer-json.ts';
import { ggufWeights, ROPE_FACTORS } from './gguf-weights.ts';
import { readGgufTensor } from './read-gguf-tensor.ts';
import { readGgufHeader } from './read-gguf-header.ts';

/** Of the widest head that is accepted. */
const MAX_PAIRS = 512;

/** Opens a GGUF file as a base model. @throws ModelFileError */
export async function openGguf({ name, path }: ModelFile, onWeights?: OnWeights): Promise<BaseModel> {
  const file = await openRandomAccessFile(name, path);
  try {
    const header = await readGgufHeader(file);
    const factors = header.tensors.get(ROPE_FACTORS);
    const config = ggufConfig(name, header, factors && (await readRopeFactors(file, factors)));
    checkConfig(name, config);
    const weights = ggufWeights(file, path, header, config);
    checkWeights(name, config, weights);
    const special = specialTokens(name, header);
    checkSpecialTokens(name, config, special);
    await onWeights?.({ config, weights });
    const tokenizerJson = ggufTokenizerJson(name, header);
    const chatTemplate = new GgufMetadata(name, header).text('tokenizer.chat_template');
    const digests = modelDigests([path], tokenizerJson, chatTemplate);
    return {
      config,
      weights,
      tokenizer: createTokenizer(name, tokenizerJson, config.vocabularySize),
      chatTemplate,
      specialTokens: special,
      digests: () => digests.counted(),
      close() {
        digests.stop();
        return file.close();
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A factor for each rotary pair of a head. */
async function readRopeFactors(file: RandomAccessFile, tensor: GgufTensor): Promise<Float32Array> {
  if (tensor.shape.length === 1 && tensor.shape[0]! <= MAX_PAIRS) return readGgufTensor(file, tensor);
  const detail = `${tensor.name} is [${tensor.shape.join(', ')}], not a factor a rotary pair`;
  throw new ModelFileError('malformed', file.name, detail);
}

function specialTokens(name: string, header: GgufHeader): BaseModel['specialTokens'] {
  const metadata = new GgufMetadata(name, header);
  const id = (key: string) => metadata.integerOr(`tokenizer.ggml.${key}_token_id`, null);
  const ends = [id('eos'), id('eot'), id('eom')].filter((end) => end !== null);
  return { bos: id('bos'), endOfTurn: [...new Set(ends)], pad: id('padding') };
}
