import { describe, expect, it } from 'vitest';
import { byteLevelAlphabet } from '../../test/support/byte-level-vocabulary.ts';
import { createTokenizer } from './create-tokenizer.ts';

const BYTE_LEVEL = { type: 'ByteLevel', add_prefix_space: false, use_regex: true };
const DIGITS = { type: 'Digits', individual_digits: true };

/** A byte-level tokenizer that would join a space with the first byte of "½", and digits in pairs. */
function tokens(preTokenizer: object): (text: string) => string[] {
  const merges = ['Ġ Â', '1 2'];
  const vocabulary = [...byteLevelAlphabet(), ...merges.map((merge) => merge.replace(' ', ''))];
  const { encode } = createTokenizer('tokenizer.json', {
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: preTokenizer,
    post_processor: null,
    decoder: BYTE_LEVEL,
    model: { type: 'BPE', vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])), merges },
  });
  return (text) => encode(text).map((id) => vocabulary[id]!);
}

describe('createTokenizer', () => {
  it('splits every number of Unicode where the tokenizer splits digits', () => {
    const split = tokens({ type: 'Sequence', pretokenizers: [DIGITS, BYTE_LEVEL] });
    expect(split(' ½ 12')).toEqual(['Ġ', 'Â', '½', 'Ġ', '1', '2']);
  });

  it('joins what stands together where it does not', () => {
    expect(tokens(BYTE_LEVEL)(' ½ 12')).toEqual(['ĠÂ', '½', 'Ġ', '12']);
  });

  it('keeps a run of digits in one piece where the tokenizer asks for that', () => {
    const split = tokens({
      type: 'Sequence',
      pretokenizers: [{ type: 'Digits', individual_digits: false }, BYTE_LEVEL],
    });
    expect(split(' 12')).toEqual(['Ġ', '12']);
  });

  it('refuses a tokenizer that it does not understand, naming the file', () => {
    expect(() => createTokenizer('tokenizer.json', { model: { type: 'Nonsense' } })).toThrow(
      expect.objectContaining({ name: 'ModelFileError', code: 'malformed', file: 'tokenizer.json' }) as Error,
    );
  });
});
