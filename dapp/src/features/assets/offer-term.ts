import { duration } from '../../lib/format/duration.ts';
import type { OfferTerms } from './offer-view.ts';

/** How an offer's licence is called, what it covers, and what its price is per. */
export type OfferTerm = { name: string; covers: string; per: string };

const MONTH_SECONDS = 30 * 86_400;

/** The licence of an offer in words. */
export function offerTerm(terms: Pick<OfferTerms, 'duration' | 'seats' | 'uses'>): OfferTerm {
  const accounts = terms.seats > 0 ? `Owner and ${counted(terms.seats, 'seat')}` : 'One account';
  const length = terms.duration > 0 ? duration(terms.duration) : undefined;
  const per = terms.duration === MONTH_SECONDS ? ' / mo' : length === undefined ? '' : ` / ${length}`;
  if (terms.uses > 0) {
    const tokens = (terms.uses * 1000).toLocaleString('en-GB');
    const time = length === undefined ? '' : `, ${length}`;
    return { name: 'Metered', covers: `${tokens} tokens, ${accounts.toLowerCase()}${time}`, per };
  }
  if (length !== undefined) {
    return { name: 'Subscription', covers: `${accounts}, ${length}, renews only if you sign`, per };
  }
  return { name: terms.seats > 0 ? 'Seats' : 'Perpetual', covers: `${accounts}, all versions`, per };
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString('en-GB')} ${noun}s`;
}
