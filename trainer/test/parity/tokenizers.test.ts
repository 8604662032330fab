import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byteLevelRule } from '../../src/model/gguf/byte-level-rule.ts';
import { ggufTokenizerJson } from '../../src/model/gguf/gguf-tokenizer-json.ts';
import { createTokenizer } from '../../src/model/create-tokenizer.ts';
import { openModel } from '../../src/model/open-model.ts';
import { parityFixture } from './parity-fixture.ts';

const FOLDER = join(import.meta.dirname, 'generated/tokenizers');
type Pieces = {
  tokens: string[];
  scores: number[];
  types: number[];
  encoded: Record<string, number[]>;
};
const read = (name: string, file: string) =>
  JSON.parse(readFileSync(join(FOLDER, name, file), 'utf8')) as Record<string, unknown>;

it.each(['llama-bpe', 'qwen2'])(
  'the rule %s of GGUF cuts texts as its pattern does in tokenizers',
  (name) => {
    const rule = byteLevelRule(name)!;
    const { model, ...rest } = read(name, 'tokenizer.json') as { model: object };
    const { encode } = createTokenizer('model.gguf', {
      ...rest,
      normalizer: rule.normalizer ?? null,
      pre_tokenizer: rule.preTokenizer,
      model: { ...model, ignore_merges: rule.ignoresMerges ?? false },
    });
    for (const [text, ids] of Object.entries(read(name, 'expected.json'))) {
      expect({ text, ids: encode(text) }).toEqual({ text, ids });
    }
  },
);

it('encodes pieces and scores out of GGUF as sentencepiece itself does', () => {
  const { encoded, tokens, scores, types } = read('sentencepiece', 'pieces.json') as unknown as Pieces;
  const metadata = new Map(
    Object.entries({ model: 'llama', tokens, scores, token_type: types }).map(([key, value]) => [
      `tokenizer.ggml.${key}`,
      value,
    ]),
  );
  const header = { version: 3, metadata, tensors: new Map() };
  const { encode, decode } = createTokenizer('model.gguf', ggufTokenizerJson('model.gguf', header));
  for (const [text, ids] of Object.entries(encoded)) {
    expect({ text, ids: encode(text) }).toEqual({ text, ids });
    expect(decode(ids)).toBe(text);
  }
});

describe.each([
  ['byte-level', 'llama'],
  ['sentencepiece', 'mistral'],
])('a %s tokenizer', (name, architecture) => {
  const texts = Object.entries(read(name, 'expected.json')) as [string, number[]][];

  it('encodes as the tokenizers package does', () => {
    const { encode } = createTokenizer('tokenizer.json', read(name, 'tokenizer.json'));
    for (const [text, ids] of texts) expect({ text, ids: encode(text) }).toEqual({ text, ids });
  });

  it('encodes the same out of a GGUF file, and decodes what it encoded', async () => {
    const { tokenizer, close } = await openModel((await parityFixture(architecture)).ggufFiles);
    for (const [text, ids] of texts) {
      expect({ text, ids: tokenizer.encode(text) }).toEqual({ text, ids });
      // A special token is followed by a space of sentencepiece's own.
      if (!text.includes('<|')) expect(tokenizer.decode(ids)).toBe(text);
    }
    await close();
  });
});
