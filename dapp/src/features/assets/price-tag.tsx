import { tokenAmount } from '../../lib/format/token-amount.ts';
import type { AssetSummary } from './asset-summary.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { offerTerm } from './offer-term.ts';

/** What a card says of money: the cheapest standing offer, free use, or that nothing is for sale. */
export function PriceTag({
  asset: { cheapest, policy },
}: {
  asset: Pick<AssetSummary, 'cheapest' | 'policy'>;
}) {
  if (!cheapest) return <span className="price">{policy === 'open' ? 'Free' : 'Not for sale'}</span>;
  if (cheapest.price === 0n) return <span className="price">Free</span>;
  const { symbol, decimals } = currencyOf(cheapest.currency);
  return (
    <span className="price">
      {tokenAmount(cheapest.price, decimals)}{' '}
      <small>
        {symbol}
        {offerTerm(cheapest).per}
      </small>
    </span>
  );
}
