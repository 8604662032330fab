import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import type { AssetDetail } from './asset-detail.ts';
import { buyIntent } from './buy-intent.ts';
import type { OfferView } from './offer-view.ts';

type BuyButtonProps = { asset: AssetDetail; offer: OfferView; onBought: () => void };

/** Opens the review of a purchase; a wallet is asked for only then. */
export function BuyButton({ asset, offer, onBought }: BuyButtonProps) {
  const config = useConfig();
  const { review } = useTransactions();
  return (
    <Button
      look="primary"
      size="lg"
      block
      onClick={() => review({ ...buyIntent(config, asset, offer), onConfirmed: onBought })}
    >
      Review and buy
    </Button>
  );
}
