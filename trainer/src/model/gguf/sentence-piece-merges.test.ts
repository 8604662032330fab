import { describe, expect, it } from 'vitest';
import { sentencePieceMerges } from './sentence-piece-merges.ts';
import { TokenType } from './token-type.ts';

const vocabularyOf = (tokens: readonly string[]) => ({
  tokens,
  types: tokens.map(() => TokenType.normal),
  ids: Object.fromEntries(tokens.map((token, id) => [token, id])),
  scores: tokens.map((_, id) => -id),
});

describe('sentencePieceMerges', () => {
  it('merges every two pieces that make a third, the best first', () => {
    const merges = sentencePieceMerges('tiny.gguf', vocabularyOf(['abc', 'ab', 'bc', 'a', 'b', 'c']));
    expect(merges).toEqual([
      ['ab', 'c'],
      ['a', 'bc'],
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });

  it('refuses pieces that are longer than any tokenizer has', () => {
    const vocabulary = vocabularyOf(['a'.repeat(513)]);
    expect(() => sentencePieceMerges('long.gguf', vocabulary)).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });

  it('refuses so many long pieces that to cut them would take minutes', () => {
    const vocabulary = vocabularyOf(Array.from({ length: 20_000 }, (_, i) => `${'piece'.repeat(100)}${i}`));
    expect(() => sentencePieceMerges('many.gguf', vocabulary)).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    );
  });
});
