import { changed } from './corpus-case.ts';
import type { HostileCase, ModelBytes } from './corpus-case.ts';

type Bpe = { vocab: Record<string, number>; merges: unknown[] };

/** Tokenizers that would be read and lose texts, blow them up, or never come to an end. */
export function hostileTokenizers(good: ModelBytes): HostileCase[] {
  const tokenizer = JSON.parse(Buffer.from(good['tokenizer.json']!).toString()) as {
    model: Bpe;
    added_tokens: object[];
  };
  const of = (name: string, code: HostileCase['code'], change: object): HostileCase => ({
    ...{ name: `a tokenizer ${name}`, code },
    files: changed(good, { 'tokenizer.json': JSON.stringify({ ...tokenizer, ...change }) }),
  });
  const bpe = (name: string, code: HostileCase['code'], change: object) =>
    of(name, code, { model: { ...tokenizer.model, ...change } });
  const added = (name: string, token: unknown) =>
    of(name, 'malformed', { added_tokens: [...tokenizer.added_tokens, token] });
  const split = (pattern: string) => ({
    pre_tokenizer: { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false },
  });
  const replaces = (count: number) =>
    Array(count).fill({ type: 'Replace', pattern: { String: 'a' }, content: 'aaaaaaaaaa' });
  const token = Object.keys(tokenizer.model.vocab).at(-1)!;
  const unigram = (vocab: unknown, unk_id: unknown = 0) => ({ model: { type: 'Unigram', vocab, unk_id } });
  const withToken = (id: unknown) => ({ vocab: { ...tokenizer.model.vocab, 'another token': id } });
  return [
    of('that leaves out again and again', 'unsupported', split(`${'a?'.repeat(40)}${'a'.repeat(40)}`)),
    of('that takes a few again and again', 'unsupported', split(`${'a{0,16}'.repeat(8)}b`)),
    of('that takes a few of a few', 'unsupported', split('(?:(?:a{0,9}){0,9}){0,9}b')),
    of('that chooses in a row', 'unsupported', split(`${'(?:a|b|ab)'.repeat(20)}c`)),
    of('that tries three ends at once', 'unsupported', split('a*a*a*b')),
    of('that makes a million letters of one', 'unsupported', {
      normalizer: { type: 'Sequence', normalizers: replaces(6) },
    }),
    of('that puts a megabyte before each text', 'unsupported', {
      normalizer: { type: 'Prepend', prepend: 'x'.repeat(1 << 20) },
    }),
    of('that writes a megabyte for each space', 'unsupported', {
      pre_tokenizer: { type: 'Metaspace', replacement: '▁'.repeat(1 << 20), prepend_scheme: 'always' },
    }),
    of('that decodes a million letters of one', 'unsupported', {
      decoder: { type: 'Sequence', decoders: replaces(6) },
    }),
    of('that cuts texts into pieces of nothing', 'malformed', {
      pre_tokenizer: { type: 'FixedLength', length: 0 },
    }),
    of('that cuts texts backwards', 'malformed', { pre_tokenizer: { type: 'FixedLength', length: -3 } }),
    of('that looks words up letter by letter', 'unsupported', {
      model: { type: 'WordPiece', vocab: { a: 0 }, unk_token: 'a', max_input_chars_per_word: 1e12 },
    }),
    bpe('with words that end in a megabyte', 'unsupported', { end_of_word_suffix: 'x'.repeat(1 << 20) }),
    bpe('whose merges go in a circle', 'malformed', {
      merges: [
        ['a', 'b'],
        ['ab', 'a'],
        ['b', 'a'],
      ],
    }),
    bpe('that merges what it does not have', 'malformed', { merges: [['\u0000', '\u0001']] }),
    bpe('that merges three into one', 'malformed', { merges: ['a b c'] }),
    bpe('that merges one into one', 'malformed', { merges: ['ab'] }),
    bpe('that merges numbers', 'malformed', { merges: [[1, 2]] }),
    bpe('that merges null', 'malformed', { merges: [null] }),
    bpe('of an id below zero', 'malformed', withToken(-1)),
    bpe('of half an id', 'malformed', withToken(0.5)),
    bpe('of the id 2^52', 'malformed', withToken(2 ** 52)),
    bpe('of two tokens with one id', 'malformed', withToken(tokenizer.model.vocab[token])),
    bpe('of a token without an embedding', 'weights', withToken(5_000)),
    bpe('whose vocabulary is a list', 'malformed', { vocab: ['a', 'b'] }),
    of('of pieces that are numbers', 'malformed', unigram([1, 2])),
    of('of pieces without a score', 'malformed', unigram([['a', null]])),
    of('of a score that is a text', 'malformed', unigram([['a', 'high']])),
    of('that has no piece for what it does not know', 'malformed', unigram([['a', 0]], 7)),
    added('of an added token of no letters', { id: 5, content: '', special: true }),
    added('of an added token that is null', null),
    added('of an added token with the id of a text', { id: '5', content: 'zz', special: true }),
    added('of an added token with an id below zero', { id: -5, content: 'zz', special: true }),
    added('of an added token with the id 2^40', { id: 2 ** 40, content: 'zz', special: true }),
  ];
}
