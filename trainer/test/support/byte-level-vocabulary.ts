/** The printable stand-ins that byte-level BPE (GPT-2) uses for the 256 bytes, by byte. */
export function byteLevelAlphabet(): string[] {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

const MERGES = ['Ġ t', 'h e', 'Ġt he', 'i n', 'a n', 'Ġ a', 'o n', 'e r', '1 2', '3 4', '12 34'];

/** A byte-level vocabulary with ChatML's tokens first, a few merges, and filler up to `size`. */
export function tinyVocabulary(size: number): { tokens: string[]; merges: string[]; special: number } {
  const special = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];
  const tokens = [...special, ...byteLevelAlphabet(), ...MERGES.map((merge) => merge.replace(' ', ''))];
  while (tokens.length < size) tokens.push(`filler${tokens.length}`);
  return { tokens, merges: MERGES, special: special.length };
}

/** ChatML with a system prompt put in, as SmolLM2's template does. */
export const CHATML =
  "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}" +
  "{{ '<|im_start|>system\nBe kind<|im_end|>\n' }}{% endif %}" +
  "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";
