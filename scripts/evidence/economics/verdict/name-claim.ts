import type { Claim } from './claims.ts';

/** A claim in a few words, for the head of a column. */
export function nameClaim({ share, audits, maxPrice }: Claim): string {
  const part = share === 1 / 3 ? 'a third' : `${Math.round(share * 100)} %`;
  return `${part}, ${audits} audit${audits > 1 ? 's' : ''}, price ≤ ${maxPrice}`;
}
