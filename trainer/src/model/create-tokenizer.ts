import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import type { Tokenizer } from './base-model.ts';
import { checkTokenizerJson } from './check-tokenizer-json.ts';
import { ModelFileError } from './model-file-error.ts';
import { patternDanger } from './pattern-danger.ts';
import { withUnicodeDigits } from './unicode-digits.ts';

/**
 * A tokenizer from a tokenizer.json. Texts are encoded as they are: nothing is put before or after them,
 * special tokens written in the text become what they name, decoding keeps them.
 *
 * @param embeddings How many tokens the model has embeddings for; a text with any other cannot be encoded.
 * @throws ModelFileError `malformed` when the file cannot be understood, `unsupported` when a pattern in it may take
 *   without end.
 */
export function createTokenizer(
  file: string,
  tokenizerJson: Record<string, unknown>,
  embeddings = Infinity,
): Tokenizer {
  checkTokenizerJson(file, tokenizerJson, embeddings);
  for (const part of ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder'])
    requirePatterns(file, tokenizerJson[part]);
  let inner: HuggingFaceTokenizer;
  try {
    const pre_tokenizer = withUnicodeDigits(tokenizerJson['pre_tokenizer']);
    inner = new HuggingFaceTokenizer(
      { ...tokenizerJson, pre_tokenizer },
      { clean_up_tokenization_spaces: false },
    );
  } catch (cause) {
    throw new ModelFileError(
      'malformed',
      file,
      `its tokenizer is not understood (${(cause as Error).message})`,
    );
  }
  let vocabularySize = 0;
  for (const id of inner.get_vocab().values()) vocabularySize = Math.max(vocabularySize, id + 1);
  return {
    vocabularySize,
    encode: (text) => {
      const { ids } = inner.encode(text, { add_special_tokens: false });
      for (const id of ids) if (id >= embeddings) throw unreadable(file, id);
      return ids;
    },
    decode: (ids) => (ids.length === 0 ? '' : inner.decode(Array.from(ids), { skip_special_tokens: false })),
  };
}

function unreadable(file: string, id: number): ModelFileError {
  return new ModelFileError(
    'weights',
    file,
    `the model has no embedding for token ${id}, which a text holds`,
  );
}

/** Patterns are run on every text, and nothing could stop one. */
function requirePatterns(file: string, part: unknown): void {
  JSON.stringify(part, (key, value: unknown) => {
    const danger = key === 'Regex' && typeof value === 'string' ? patternDanger(value) : undefined;
    if (danger === undefined) return value;
    const shown = `${JSON.stringify(value).slice(0, 80)} ${danger}`;
    throw new ModelFileError(
      'unsupported',
      file,
      `its pattern ${shown}: a short text could take without end`,
    );
  });
}
