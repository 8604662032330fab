import { canonicalJson, sha256 } from '@cultivar/sdk/spec';
import type { BaseModel } from '../base-model.ts';
import { checkWeights } from '../check-weights.ts';
import { createTokenizer } from '../create-tokenizer.ts';
import type { ModelFile } from '../model-file.ts';
import { openRandomAccessFile } from '../random-access-file.ts';
import { sha256File } from '../sha256-file.ts';
import { ggufConfig } from './gguf-config.ts';
import type { GgufHeader } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';
import { ggufTokenizerJson } from './gguf-tokenizer-json.ts';
import { ggufWeights } from './gguf-weights.ts';
import { readGgufHeader } from './read-gguf-header.ts';

/** Opens a GGUF file as a base model. @throws ModelFileError */
export async function openGguf({ name, path }: ModelFile): Promise<BaseModel> {
  const file = await openRandomAccessFile(name, path);
  try {
    const header = await readGgufHeader(file);
    const config = ggufConfig(name, header);
    const weights = ggufWeights(file, header, config);
    checkWeights(name, config, weights);
    const tokenizerJson = ggufTokenizerJson(name, header);
    const chatTemplate = new GgufMetadata(name, header).text('tokenizer.chat_template');
    return {
      config,
      weights,
      tokenizer: createTokenizer(name, tokenizerJson),
      chatTemplate,
      specialTokens: specialTokens(name, header),
      digests: {
        weights: await sha256File(path),
        tokenizer: sha256(new TextEncoder().encode(canonicalJson(tokenizerJson))),
        template: sha256(new TextEncoder().encode(chatTemplate)),
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function specialTokens(name: string, header: GgufHeader): BaseModel['specialTokens'] {
  const metadata = new GgufMetadata(name, header);
  const id = (key: string) => metadata.integerOr(`tokenizer.ggml.${key}_token_id`, null);
  const ends = [id('eos'), id('eot'), id('eom')].filter((end) => end !== null);
  return { bos: id('bos'), endOfTurn: [...new Set(ends)], pad: id('padding') };
}
