import { ModelFileError } from '../model-file-error.ts';
import { TokenType } from './token-type.ts';

/** Characters of the longest piece that is accepted; sentencepiece's own default is 16. */
const MAX_PIECE = 512;
/** Characters in all the ways to cut all pieces in two: 256,000 pieces of eight letters come to 16 million. */
const MAX_WORK = 1 << 26;

/**
 * The merges that sentencepiece's BPE amounts to. It joins the two neighbours that make the piece of the best score, so
 * every way to cut a piece into two others is a merge, the best piece's first.
 *
 * @throws ModelFileError for a piece that is longer than any tokenizer's.
 */
export function sentencePieceMerges(
  file: string,
  vocabulary: {
    tokens: readonly string[];
    types: readonly number[];
    ids: Readonly<Record<string, number>>;
    scores: readonly number[];
  },
): [string, string][] {
  const { tokens, types, ids, scores } = vocabulary;
  const isPiece = (text: string) => types[ids[text] ?? -1] === TokenType.normal;
  const merges: { left: number; right: number; score: number }[] = [];
  let work = 0;
  for (const [id, token] of tokens.entries()) {
    if (types[id] !== TokenType.normal) continue;
    if (token.length > MAX_PIECE) {
      throw new ModelFileError('malformed', file, `token ${id} is ${token.length} characters long`);
    }
    work += token.length ** 2;
    if (work > MAX_WORK) throw new ModelFileError('too_large', file, 'its pieces are long, and many');
    for (let cut = 1; cut < token.length; cut++) {
      const [left, right] = [token.slice(0, cut), token.slice(cut)];
      if (isPiece(left) && isPiece(right)) {
        merges.push({ left: ids[left]!, right: ids[right]!, score: scores[id]! });
      }
    }
  }
  return merges
    .sort((a, b) => b.score - a.score || a.left - b.left || a.right - b.right)
    .map(({ left, right }) => [tokens[left]!, tokens[right]!]);
}
