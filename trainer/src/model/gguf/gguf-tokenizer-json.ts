import { ModelFileError } from '../model-file-error.ts';
import { byteLevelRule } from './byte-level-rule.ts';
import type { GgufHeader } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';
import { sentencePieceMerges } from './sentence-piece-merges.ts';
import { TokenType } from './token-type.ts';

/**
 * The tokenizer inside a GGUF file as a tokenizer.json: byte-level BPE (`gpt2`) with the splitting rule that
 * `tokenizer.ggml.pre` names, or sentencepiece's BPE (`llama`). A rule that is not known is refused, since a near miss
 * tokenises silently wrong.
 *
 * @throws ModelFileError
 */
export function ggufTokenizerJson(file: string, header: GgufHeader): Record<string, unknown> {
  const metadata = new GgufMetadata(file, header);
  const model = metadata.text('tokenizer.ggml.model');
  const tokens = metadata.texts('tokenizer.ggml.tokens');
  const types = metadata.has('tokenizer.ggml.token_type')
    ? metadata.integers('tokenizer.ggml.token_type')
    : [];
  const vocabulary = { tokens, types, ids: tokenIds(file, tokens) };
  if (model === 'gpt2') return byteLevel(file, metadata, vocabulary);
  if (model === 'llama') return sentencePiece(file, metadata, vocabulary);
  throw new ModelFileError('unsupported', file, `tokenizer ${model}; gpt2 and llama are supported`);
}

type Vocabulary = { tokens: readonly string[]; types: readonly number[]; ids: Record<string, number> };

function tokenIds(file: string, tokens: readonly string[]): Record<string, number> {
  const ids: Record<string, number> = Object.create(null);
  for (const [id, token] of tokens.entries()) {
    if (token in ids)
      throw new ModelFileError('malformed', file, `token ${JSON.stringify(token)} stands twice`);
    ids[token] = id;
  }
  return ids;
}

function byteLevel(file: string, metadata: GgufMetadata, vocabulary: Vocabulary) {
  const name = metadata.has('tokenizer.ggml.pre') ? metadata.text('tokenizer.ggml.pre') : 'default';
  const rule = byteLevelRule(name);
  if (!rule) throw new ModelFileError('unsupported', file, `tokenizer rule ${name} is not supported`);
  const merges = metadata.texts('tokenizer.ggml.merges');
  return {
    version: '1.0',
    added_tokens: addedTokens(vocabulary),
    normalizer: rule.normalizer ?? null,
    pre_tokenizer: rule.preTokenizer,
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: {
      ...{ type: 'BPE', unk_token: null, vocab: vocabulary.ids, merges },
      ...(rule.ignoresMerges ? { ignore_merges: true } : {}),
    },
  };
}

function sentencePiece(file: string, metadata: GgufMetadata, vocabulary: Vocabulary) {
  const rewrites =
    metadata.has('tokenizer.ggml.precompiled_charsmap') ||
    metadata.flagOr('tokenizer.ggml.remove_extra_whitespaces', false);
  if (rewrites) throw new ModelFileError('unsupported', file, 'its tokenizer rewrites texts first');
  const { tokens, types, ids } = vocabulary;
  const scores = metadata.numbers('tokenizer.ggml.scores');
  if (scores.length !== tokens.length || types.length !== tokens.length) {
    const detail = `${tokens.length} tokens, ${scores.length} scores, ${types.length} token types`;
    throw new ModelFileError('malformed', file, detail);
  }
  const hasPrefix = metadata.flagOr('tokenizer.ggml.add_space_prefix', true);
  const spaces = { type: 'Replace', pattern: { String: ' ' }, content: '▁' };
  const unknown = types.indexOf(TokenType.unknown);
  return {
    version: '1.0',
    added_tokens: addedTokens(vocabulary),
    normalizer: hasPrefix
      ? { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, spaces] }
      : spaces,
    pre_tokenizer: null,
    post_processor: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(hasPrefix ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      ...{
        type: 'BPE',
        unk_token: unknown < 0 ? null : tokens[unknown],
        fuse_unk: true,
        byte_fallback: true,
      },
      ...{ vocab: ids, merges: sentencePieceMerges(file, { ...vocabulary, scores }) },
    },
  };
}

function addedTokens({ tokens, types }: Vocabulary) {
  const added = new Set<number | undefined>([TokenType.control, TokenType.userDefined, TokenType.unknown]);
  return tokens.flatMap((content, id) =>
    added.has(types[id])
      ? [
          {
            ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false },
            special: types[id] !== TokenType.userDefined,
          },
        ]
      : [],
  );
}
