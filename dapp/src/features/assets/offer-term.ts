import { duration } from '../../lib/format/duration.ts';
import type { OfferTerms } from './offer-view.ts';

/** How an offer's licence is called, what it covers, and what its price is per. */
export type OfferTerm = { name: string; covers: string; per: string };

const MONTH_SECONDS = 30 * 86_400;

/** The licence of an offer in words. */
export function offerTerm(terms: Pick<OfferTerms, 'duration' | 'seats' | 'uses'>): OfferTerm {
  const accounts = terms.seats > 0 ? `Owner and ${terms.seats} seats` : 'One account';
  if (terms.uses > 0) {
    const tokens = (terms.uses * 1000).toLocaleString('en-GB');
    return { name: 'Metered', covers: `${tokens} tokens, ${accounts.toLowerCase()}`, per: '' };
  }
  if (terms.duration > 0) {
    const length = duration(terms.duration);
    const per = terms.duration === MONTH_SECONDS ? ' / mo' : ` / ${length}`;
    return { name: 'Subscription', covers: `${accounts}, ${length}, renews only if you sign`, per };
  }
  return { name: terms.seats > 0 ? 'Seats' : 'Perpetual', covers: `${accounts}, all versions`, per: '' };
}
