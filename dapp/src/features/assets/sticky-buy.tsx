import { tokenAmount } from '../../lib/format/token-amount.ts';
import { buttonClass } from '../../ui/button.tsx';
import type { AssetDetail } from './asset-detail.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { offerTerm } from './offer-term.ts';

/** On a phone the way to the buy box, always within reach. */
export function StickyBuy({ asset: { cheapest } }: { asset: AssetDetail }) {
  if (!cheapest) return null;
  const { symbol, decimals } = currencyOf(cheapest.currency);
  return (
    <div className="sticky-buy">
      <div>
        <strong>
          {tokenAmount(cheapest.price, decimals)} {symbol}
        </strong>
        <span className="small muted block">{offerTerm(cheapest).name} licence</span>
      </div>
      <a href="#buy" className={buttonClass({ look: 'primary' })}>
        Review and buy
      </a>
    </div>
  );
}
