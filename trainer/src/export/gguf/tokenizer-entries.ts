import type { BaseModel } from '../../model/base-model.ts';
import { byteLevelRuleName } from '../../model/gguf/byte-level-rule-name.ts';
import { TokenType } from '../../model/gguf/token-type.ts';
import { ExportError } from '../export-error.ts';
import type { GgufEntries } from './gguf-entry.ts';

/** What of a tokenizer.json is read here. */
type TokenizerJson = {
  model: {
    type?: string;
    vocab: Record<string, number>;
    merges?: (string | string[])[];
    byte_fallback?: boolean;
  };
  added_tokens?: { id: number; content: string; special?: boolean }[];
  normalizer?: unknown;
  pre_tokenizer?: unknown;
};

/**
 * The metadata that says a tokenizer, from tokenizer.json: byte-level BPE, or sentencepiece's.
 *
 * @throws ExportError `unsupported` for one that llama.cpp does not have under a name that is known here: a near miss
 * would tokenise silently wrong.
 */
export function tokenizerEntries(json: Record<string, unknown>, model: BaseModel): GgufEntries {
  const tokenizer = json as TokenizerJson;
  if (tokenizer.model.type !== 'BPE' || !tokenizer.model.merges) {
    throw new ExportError('unsupported', 'its tokenizer is no BPE', 'Export it as safetensors or ONNX.');
  }
  const tokens = tokenTexts(tokenizer, model.config.vocabularySize);
  const entries: GgufEntries = tokenizer.model.byte_fallback
    ? sentencePiece(tokenizer, tokens)
    : byteLevel(tokenizer);
  entries.set('tokenizer.ggml.tokens', { texts: tokens });
  entries.set('tokenizer.ggml.token_type', { i32s: tokenTypes(tokenizer, tokens) });
  const { bos, endOfTurn, pad } = model.specialTokens;
  const ids = { bos, eos: endOfTurn[0], eot: endOfTurn[1], padding: pad };
  for (const [name, id] of Object.entries(ids)) {
    if (id !== null && id !== undefined) entries.set(`tokenizer.ggml.${name}_token_id`, { u32: id });
  }
  // Chat templates write the first token themselves where the model wants one.
  entries.set('tokenizer.ggml.add_bos_token', { flag: false });
  entries.set('tokenizer.chat_template', { text: model.chatTemplate });
  return entries;
}

function tokenTexts({ model, added_tokens }: TokenizerJson, size: number): string[] {
  const tokens = Array.from({ length: size }, (_, id) => `[PAD${id}]`);
  const all: [string, number][] = [
    ...Object.entries(model.vocab),
    ...(added_tokens ?? []).map(({ content, id }): [string, number] => [content, id]),
  ];
  for (const [token, id] of all) {
    if (id >= size) {
      const message = `token ${JSON.stringify(token)} has the id ${id}, the model ${size} embeddings`;
      throw new ExportError('unsupported', message, 'Export it as safetensors or ONNX.');
    }
    tokens[id] = token;
  }
  return tokens;
}

function tokenTypes({ added_tokens, model }: TokenizerJson, tokens: readonly string[]): number[] {
  const added = new Map(added_tokens?.map(({ id, special }) => [id, special]));
  return tokens.map((token, id) => {
    if (model.byte_fallback && token === '<unk>') return TokenType.unknown;
    if (added.has(id)) return added.get(id) === false ? TokenType.userDefined : TokenType.control;
    if (model.byte_fallback && /^<0x[0-9A-F]{2}>$/.test(token)) return TokenType.byte;
    return Object.hasOwn(model.vocab, token) ? TokenType.normal : TokenType.unused;
  });
}

function byteLevel({ model, normalizer, pre_tokenizer }: TokenizerJson): GgufEntries {
  const rule = byteLevelRuleName(normalizer, pre_tokenizer);
  if (!rule) {
    throw new ExportError(
      'unsupported',
      `llama.cpp has no name that is known here for how its tokenizer cuts a text`,
      'Export it as safetensors or ONNX.',
    );
  }
  return new Map([
    ['tokenizer.ggml.model', { text: 'gpt2' }],
    ['tokenizer.ggml.pre', { text: rule }],
    ['tokenizer.ggml.merges', { texts: model.merges!.map((merge) => [merge].flat().join(' ')) }],
  ]);
}

/** Sentencepiece scores a piece by when it is merged; single letters come after all merges. */
function sentencePiece(
  { model, normalizer, pre_tokenizer }: TokenizerJson,
  tokens: readonly string[],
): GgufEntries {
  const ranks = new Map<string, number>();
  for (const [rank, merge] of model.merges!.entries()) {
    const piece = typeof merge === 'string' ? merge.replace(' ', '') : merge.join('');
    if (!ranks.has(piece)) ranks.set(piece, rank);
  }
  const said = JSON.stringify([normalizer, pre_tokenizer]);
  const hasPrefix = said.includes('"Prepend"') || /"prepend_scheme":"(first|always)"/.test(said);
  return new Map([
    ['tokenizer.ggml.model', { text: 'llama' }],
    ['tokenizer.ggml.scores', { f32s: tokens.map((token) => -(ranks.get(token) ?? ranks.size)) }],
    ['tokenizer.ggml.add_space_prefix', { flag: hasPrefix }],
  ]);
}
