/**
 * A pre-tokenizer in which every `Digits` step splits at all numbers of Unicode, as the reference implementation's does
 * (`char::is_numeric`): "½" and "٣" as well as "3". The JavaScript one knows ASCII digits only, and would tokenise
 * such texts differently from the model's training.
 */
export function withUnicodeDigits(preTokenizer: unknown): unknown {
  if (typeof preTokenizer !== 'object' || preTokenizer === null) return preTokenizer;
  const step = preTokenizer as { type?: unknown; individual_digits?: unknown; pretokenizers?: unknown };
  if (Array.isArray(step.pretokenizers)) {
    return { ...step, pretokenizers: step.pretokenizers.map(withUnicodeDigits) };
  }
  if (step.type !== 'Digits') return preTokenizer;
  const pattern = step.individual_digits === true ? '\\p{N}' : '\\p{N}+';
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}
