const ARTICLES = /\b(a|an|the)\b/g;
/** What Python calls `string.punctuation`. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** An answer as SQuAD's official script compares it: lower case, without punctuation, articles and extra spaces. */
export function normalizedAnswer(text: string): string {
  return text
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .replace(ARTICLES, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
}
