import { tokenAmount } from '../../lib/format/token-amount.ts';
import type { AssetSummary } from './asset-summary.ts';
import { currencyOf } from './currency-of.ts';
import { offerTerm } from './offer-term.ts';

/** What a card says of money: the cheapest standing offer, free use, or that nothing is for sale. */
export function PriceTag({ asset: { offer, policy } }: { asset: Pick<AssetSummary, 'offer' | 'policy'> }) {
  if (!offer) return <span className="price">{policy === 'open' ? 'Free' : 'Not for sale'}</span>;
  if (offer.terms.price === 0n) return <span className="price">Free</span>;
  const { symbol, decimals } = currencyOf(offer.terms.currency);
  return (
    <span className="price">
      {tokenAmount(offer.terms.price, decimals)}{' '}
      <small>
        {symbol}
        {offerTerm(offer.terms).per}
      </small>
    </span>
  );
}
