import { ModelFileError } from './model-file-error.ts';
import type { ModelFileCode } from './model-file-error.ts';

/** Fields whose text takes a place in the text that is read. */
const PUT_IN = new Set(['content', 'prepend', 'replacement']);
/** Letters that one may become. */
const MAX_GROWTH = 64;
/** Letters of a word that WordPiece looks up piece by piece; 100 where a file says nothing. */
const MAX_WORD_CHARS = 1_000;
const MAX_ID = 4 << 20;

type Refuse = (code: ModelFileCode, detail: string) => ModelFileError;
type Model = {
  type?: unknown;
  vocab?: unknown;
  merges?: unknown;
  unk_id?: unknown;
  max_input_chars_per_word?: unknown;
  continuing_subword_prefix?: unknown;
  end_of_word_suffix?: unknown;
};

/**
 * Looks at what the library that reads a tokenizer.json takes as it stands: ids that are none or stand twice, merges of
 * and into tokens that are not there, which lose what they merge, and parts that make a text grow or never end.
 *
 * @param embeddings How many tokens the model has embeddings for.
 * @throws ModelFileError
 */
export function checkTokenizerJson(
  file: string,
  tokenizerJson: Record<string, unknown>,
  embeddings: number,
): void {
  const refuse: Refuse = (code, detail) => new ModelFileError(code, file, `its tokenizer ${detail}`);
  const model = (tokenizerJson['model'] ?? {}) as Model;
  const { normalizer, pre_tokenizer, decoder } = tokenizerJson;
  requireLittleGrowth([normalizer, pre_tokenizer, decoder], model, refuse);
  const most = model.max_input_chars_per_word;
  if (most !== undefined && !(typeof most === 'number' && most <= MAX_WORD_CHARS))
    throw refuse('unsupported', `reads words of ${shown(most)} letters, more than ${MAX_WORD_CHARS}`);
  const added = requireAdded(tokenizerJson['added_tokens'], refuse);
  const { vocab } = model;
  if (typeof vocab !== 'object' || vocab === null) return;
  if (Array.isArray(vocab)) {
    requirePieces(vocab, model, refuse);
    return;
  }
  requireIds(vocab as Record<string, unknown>, added, embeddings, refuse);
  if (model.type === 'BPE' && Array.isArray(model.merges))
    requireMerges(model.merges, vocab as Record<string, unknown>, model, refuse);
}

/** Texts that stand for others are put in one after the other: each may make more of what the last one made. */
function requireLittleGrowth(parts: unknown, model: Model, refuse: Refuse): void {
  let growth = 1;
  JSON.stringify(parts, (key, value: unknown) => {
    if (PUT_IN.has(key) && typeof value === 'string') growth *= Math.max(1, value.length);
    const { type, length } = (value ?? {}) as { type?: unknown; length?: unknown };
    if (type === 'FixedLength' && !(Number.isInteger(length) && (length as number) > 0))
      throw refuse('malformed', `cuts texts into pieces of ${shown(length)} letters`);
    return value;
  });
  for (const value of [model.continuing_subword_prefix, model.end_of_word_suffix])
    if (typeof value === 'string') growth *= Math.max(1, value.length);
  if (growth > MAX_GROWTH)
    throw refuse('unsupported', `makes ${growth} letters of one, more than ${MAX_GROWTH}`);
}

/** Texts of the tokens that were added to the vocabulary. */
function requireAdded(tokens: unknown, refuse: Refuse): Set<string> {
  if (!Array.isArray(tokens)) return new Set();
  for (const token of tokens as unknown[]) {
    const { id, content } = (token ?? {}) as { id?: unknown; content?: unknown };
    if (!isId(id) || typeof content !== 'string' || content === '')
      throw refuse('malformed', `has the added token ${shown(token)}`);
  }
  return new Set((tokens as { content: string }[]).map(({ content }) => content));
}

function requireIds(
  vocab: Record<string, unknown>,
  added: ReadonlySet<string>,
  embeddings: number,
  refuse: Refuse,
): void {
  const taken = new Set<unknown>();
  for (const [token, id] of Object.entries(vocab)) {
    if (!isId(id)) throw refuse('malformed', `gives ${shown(token)} the id ${shown(id)}`);
    if (taken.size === taken.add(id).size) throw refuse('malformed', `gives two tokens the id ${shown(id)}`);
    // Marks for pictures are added to models of text that have no embedding for them.
    if (id >= embeddings && !added.has(token))
      throw refuse('weights', `gives ${shown(token)} the id ${id}, the model has ${embeddings} embeddings`);
  }
}

function isId(id: unknown): id is number {
  return Number.isInteger(id) && (id as number) >= 0 && (id as number) <= MAX_ID;
}

function requirePieces(vocab: readonly unknown[], { type, unk_id: unknownId }: Model, refuse: Refuse): void {
  if (type !== 'Unigram') throw refuse('malformed', 'has a list for a vocabulary');
  const broken = vocab.findIndex(
    (piece) => !(Array.isArray(piece) && typeof piece[0] === 'string' && Number.isFinite(piece[1])),
  );
  if (broken >= 0) throw refuse('malformed', `has the piece ${shown(vocab[broken])}`);
  if (unknownId !== undefined && unknownId !== null && !Object.hasOwn(vocab, unknownId as number))
    throw refuse('malformed', `has no piece ${shown(unknownId)} for what it does not know`);
}

function requireMerges(
  merges: readonly unknown[],
  vocab: Record<string, unknown>,
  { continuing_subword_prefix: prefix }: Model,
  refuse: Refuse,
): void {
  const skip = typeof prefix === 'string' ? prefix.length : 0;
  for (const merge of merges) {
    const [left, right, ...more] = (
      typeof merge === 'string' ? merge.split(' ') : (merge ?? [])
    ) as unknown[];
    if (typeof left !== 'string' || typeof right !== 'string' || more.length > 0)
      throw refuse('malformed', `has the merge ${shown(merge)}, which is none of two tokens`);
    const unknown = [left, right, left + right.slice(skip)].find((token) => !Object.hasOwn(vocab, token));
    if (unknown !== undefined)
      throw refuse('malformed', `has the merge ${shown(merge)}, but no token ${shown(unknown)}`);
  }
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
