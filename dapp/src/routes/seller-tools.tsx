import type { AssetDetail } from '../features/assets/asset-detail.ts';
import { offerTerm } from '../features/assets/offer-term.ts';
import { VouchersPanel } from '../features/vouchers/vouchers-panel.tsx';

/** What an asset's page shows its owner besides the way to offer licences. */
export function sellerTools({ owner, offers }: AssetDetail) {
  return (
    <VouchersPanel
      owner={owner}
      offers={offers.map((offer) => {
        const { name, covers } = offerTerm(offer.terms);
        return { offerId: offer.offerId, terms: offer.terms, standing: offer.standing, name, covers };
      })}
    />
  );
}
