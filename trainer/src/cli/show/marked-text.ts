import { styleText } from 'node:util';
import type { MarkedPiece } from '../../data/marked-pieces.ts';

const MAX_CHARS = 1_500;

/** Pieces as one text: what counts is green, or stands in brackets where there are no colours. Long ones are cut. */
export function markedText(pieces: readonly MarkedPiece[], colors: boolean): string {
  let left = MAX_CHARS;
  const parts: string[] = [];
  for (const { text, counted } of pieces) {
    if (left <= 0) break;
    const shown = text.slice(0, left);
    left -= shown.length;
    const marked = colors ? styleText('green', shown, { validateStream: false }) : `⟦${shown}⟧`;
    parts.push(counted ? marked : shown);
  }
  return parts.join('') + (left <= 0 ? ' …' : '');
}
