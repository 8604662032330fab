import { prepareMakeOffer } from '@cultivar/sdk';
import { contentClient } from '@cultivar/sdk/content';
import { sha256 } from '@cultivar/sdk/spec';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';
import type { OfferPlan } from './offer-draft.ts';

const DAY_SECONDS = 86_400;

/**
 * The call that offers licences of an asset. The licence's text is stored first, so that its digest names
 * something that can be read.
 *
 * @throws ContentError when the text cannot be stored.
 */
export async function offerCall(
  config: Config,
  assetId: bigint,
  plan: OfferPlan,
  seller: Hex,
): Promise<ChainCall> {
  const text = new TextEncoder().encode(plan.text);
  await contentClient({ contentUrl: config.contentUrl }).putBytes(text);
  const rights = (['commercial', 'derive', 'transfer'] as const).filter((right) => plan[right]);
  return chainCallOf(
    prepareMakeOffer(config, {
      assetId,
      seller,
      price: plan.price,
      durationSeconds: plan.days * DAY_SECONDS,
      maxSupply: plan.maxSupply,
      seats: plan.seats,
      uses: plan.uses,
      rights,
      textDigest: sha256(text),
    }),
  );
}
