import { percentBps } from '../../lib/format/percent-bps.ts';
import type { Config } from '../../lib/config.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { AssetDetail } from './asset-detail.ts';
import { LICENSE_RIGHTS } from './license-rights.ts';
import { offerTerm } from './offer-term.ts';
import type { OfferView } from './offer-view.ts';

/** What buying an offer means, in words, and how its call is made. */
export function buyIntent(
  config: Config,
  asset: Pick<AssetDetail, 'name' | 'royaltyBps'>,
  offer: OfferView,
): Omit<TransactionIntent, 'onConfirmed'> {
  const { name, covers } = offerTerm(offer.terms);
  return {
    title: `Buy ${asset.name}`,
    sentence: `${name} licence for the account that signs: ${covers.toLowerCase()}. ${rightsSentence(asset, offer)}`,
    after: 'The licence comes back as a token. What it opens is public content already.',
    prepare: async (account) => {
      // Contract code is large and only a buyer needs it.
      const { buyCall } = await import('./buy-call.ts');
      return buyCall(config, offer, account);
    },
  };
}

function rightsSentence({ royaltyBps }: Pick<AssetDetail, 'royaltyBps'>, { terms }: OfferView): string {
  const granted = LICENSE_RIGHTS.filter(({ bit }) => terms.rights & bit).map(({ name }) =>
    name === 'Derive' ? `deriving at ${percentBps(royaltyBps)}` : name.toLowerCase(),
  );
  const denied = LICENSE_RIGHTS.filter(({ bit }) => !(terms.rights & bit)).map(({ name }) =>
    name.toLowerCase(),
  );
  return `Allowed: ${granted.join(', ')}.${denied.length > 0 ? ` Not: ${denied.join(', ')}.` : ''}`;
}
