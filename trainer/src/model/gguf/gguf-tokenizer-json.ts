import { ModelFileError } from '../model-file-error.ts';
import type { GgufHeader } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';

const CONTROL = 3;
const USER_DEFINED = 4;

/**
 * The tokenizer inside a GGUF file as a tokenizer.json. Byte-level BPE (`gpt2`) with the splitting rule that
 * `tokenizer.ggml.pre` names; a rule that is not known is refused, since a near miss tokenises silently wrong.
 */
export function ggufTokenizerJson(file: string, header: GgufHeader): Record<string, unknown> {
  const metadata = new GgufMetadata(file, header);
  const model = metadata.text('tokenizer.ggml.model');
  const rule = metadata.has('tokenizer.ggml.pre') ? metadata.text('tokenizer.ggml.pre') : 'default';
  const preTokenizer = PRE_TOKENIZERS[rule];
  if (model !== 'gpt2' || !preTokenizer) {
    throw new ModelFileError('unsupported', file, `tokenizer ${model} with rule ${rule} is not supported`);
  }
  const tokens = metadata.texts('tokenizer.ggml.tokens');
  const types = metadata.has('tokenizer.ggml.token_type')
    ? metadata.integers('tokenizer.ggml.token_type')
    : [];
  const vocab: Record<string, number> = Object.create(null);
  for (const [id, token] of tokens.entries()) {
    if (token in vocab)
      throw new ModelFileError('malformed', file, `token ${JSON.stringify(token)} stands twice`);
    vocab[token] = id;
  }
  return {
    version: '1.0',
    added_tokens: tokens.flatMap((content, id) =>
      types[id] === CONTROL || types[id] === USER_DEFINED
        ? [
            {
              id,
              content,
              single_word: false,
              lstrip: false,
              rstrip: false,
              normalized: false,
              special: types[id] === CONTROL,
            },
          ]
        : [],
    ),
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: BYTE_LEVEL,
    model: { type: 'BPE', unk_token: null, vocab, merges: metadata.texts('tokenizer.ggml.merges') },
  };
}

const BYTE_LEVEL = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };

const PRE_TOKENIZERS: Record<string, object> = {
  'gpt-2': BYTE_LEVEL,
  /** SmolLM: digits one by one, then GPT-2's splitting. */
  smollm: {
    type: 'Sequence',
    pretokenizers: [{ type: 'Digits', individual_digits: true }, BYTE_LEVEL],
  },
};
