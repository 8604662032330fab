import type { BaseModel } from '../model/base-model.ts';
import type { EncodedConversation } from './encode-conversation.ts';

/**
 * A text as pieces of at most `length` tokens, in which every token counts. It ends with the token that ends
 * generation; each piece begins with the last token of the one before, so that every token but the first is learnt
 * exactly once.
 */
export function encodeText(
  text: string,
  { tokenizer, specialTokens }: Pick<BaseModel, 'tokenizer' | 'specialTokens'>,
  length: number,
): EncodedConversation[] {
  const ids = [...tokenizer.encode(text), ...specialTokens.endOfTurn.slice(0, 1)];
  const pieces: EncodedConversation[] = [];
  for (let start = 0; start + 1 < ids.length; start += length - 1) {
    const piece = ids.slice(start, start + length);
    pieces.push({ ids: piece, counted: piece.map(() => 1) });
  }
  return pieces;
}
