import { createTokenizer } from '../../src/model/create-tokenizer.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { CHATML, tinyVocabulary } from './byte-level-vocabulary.ts';

/** What preparing data needs of a model: a byte-level tokenizer with ChatML. */
export function tinyModel(): Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'> {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, use_regex: true };
  const { tokens, merges, special } = tinyVocabulary(300);
  const tokenizer = createTokenizer('tokenizer.json', {
    added_tokens: tokens.slice(0, special).map((content, id) => ({ id, content, special: true })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
  });
  return { tokenizer, specialTokens: { bos: 1, endOfTurn: [2], pad: 2 }, chatTemplate: CHATML };
}
