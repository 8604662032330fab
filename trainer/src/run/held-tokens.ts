import type { Sequence } from '../data/sequence.ts';

/** Tokens of a sequence without its padding. */
export function heldTokens({ documents }: Sequence): number {
  return documents.reduce((count, document) => count + (document >= 0 ? 1 : 0), 0);
}
