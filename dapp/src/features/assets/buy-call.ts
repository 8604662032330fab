import { prepareBuyLicense } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';
import type { OfferView } from './offer-view.ts';

/** The call that buys one licence of an offer for the account that signs, at the price that was shown. */
export function buyCall(config: Config, { offerId, terms }: OfferView, recipient: Hex): ChainCall {
  return chainCallOf(prepareBuyLicense(config, { offerId, terms, recipient, maxPrice: terms.price }));
}
