const GPT2 = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };

/** How a byte-level tokenizer prepares and cuts a text before it merges. */
export type ByteLevelRule = {
  normalizer?: object;
  preTokenizer: object;
  /** A word that is a token is taken as it is. */
  ignoresMerges?: boolean;
};

/** The rule that `tokenizer.ggml.pre` names; undefined for one that is not known. */
export function byteLevelRule(name: string): ByteLevelRule | undefined {
  return Object.hasOwn(BYTE_LEVEL_RULES, name) ? BYTE_LEVEL_RULES[name] : undefined;
}

/** Words, runs of at most so many digits, signs, line ends and spaces, as Llama 3 and Qwen 2 cut them. */
const words = (digits: string) => ({
  type: 'Sequence',
  pretokenizers: [
    {
      type: 'Split',
      pattern: {
        Regex:
          String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}` +
          String.raw`| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
      },
      behavior: 'Isolated',
      invert: false,
    },
    { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
  ],
});

/** Rules by the names of llama.cpp. */
export const BYTE_LEVEL_RULES: Readonly<Record<string, ByteLevelRule>> = {
  'gpt-2': { preTokenizer: GPT2 },
  /** SmolLM: digits one by one, then GPT-2's splitting. */
  smollm: {
    preTokenizer: {
      type: 'Sequence',
      pretokenizers: [{ type: 'Digits', individual_digits: true }, GPT2],
    },
  },
  'llama-bpe': { preTokenizer: words(String.raw`\p{N}{1,3}`), ignoresMerges: true },
  qwen2: { normalizer: { type: 'NFC' }, preTokenizer: words(String.raw`\p{N}`) },
};
