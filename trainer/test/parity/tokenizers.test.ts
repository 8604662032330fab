import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTokenizer } from '../../src/model/create-tokenizer.ts';
import { openModel } from '../../src/model/open-model.ts';
import { parityFixture } from './parity-fixture.ts';

const FOLDER = join(import.meta.dirname, 'generated/tokenizers');
const read = (name: string, file: string) =>
  JSON.parse(readFileSync(join(FOLDER, name, file), 'utf8')) as Record<string, unknown>;

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
