import type { Tokenizer } from '../model/base-model.ts';

/** A stretch of text that counts in the loss, or does not. */
export type MarkedPiece = { text: string; counted: boolean };

/** Tokens as text, cut where their marks change. */
export function markedPieces(
  ids: readonly number[],
  counted: readonly boolean[],
  { decode }: Pick<Tokenizer, 'decode'>,
): MarkedPiece[] {
  const starts = counted.flatMap((mark, i) => (i === 0 || mark !== counted[i - 1] ? [i] : []));
  return starts.map((start, i) => ({
    text: decode(ids.slice(start, starts[i + 1] ?? counted.length)),
    counted: counted[start]!,
  }));
}
