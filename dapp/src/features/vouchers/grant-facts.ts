import type { OfferTerms } from '@cultivar/sdk';
import { duration } from '../../lib/format/duration.ts';

/** Rights beyond use, by their bits in the market contract's mask. */
const RIGHTS = [
  [2, 'commercial use'],
  [4, 'derived works'],
  [8, 'resale'],
] as const;

/** What a licence of an offer grants, line by line. */
export function grantFacts(terms: OfferTerms): { label: string; value: string }[] {
  const rights = RIGHTS.filter(([bit]) => terms.rights & bit).map(([, name]) => name);
  return [
    { label: 'Allows', value: ['use', ...rights].join(', ') },
    { label: 'Lasts', value: terms.duration > 0 ? duration(terms.duration) : 'for ever' },
    ...(terms.seats > 0 ? [{ label: 'Seats', value: terms.seats.toLocaleString('en-GB') }] : []),
    ...(terms.uses > 0
      ? [{ label: 'Metered', value: `${(terms.uses * 1000).toLocaleString('en-GB')} tokens` }]
      : []),
  ];
}
