import { buyLicense, decodeEvents, eventIn, makeOffer, readOfferTerms } from '@cultivar/sdk';
import { expect } from 'vitest';
import type { IndexStage } from './index-stage.ts';
import { MISSING_DIGEST } from './missing-digest.ts';

/** The requester offers an asset, the buyer buys a licence of it. */
export async function sell(
  { market, requester, buyer }: IndexStage,
  assetId: bigint,
  price: bigint,
): Promise<{ offerId: bigint; licenseId: bigint }> {
  const { deployment } = market;
  const offered = await market.mined(
    await makeOffer(requester, {
      deployment,
      assetId,
      seller: requester.account.address,
      price,
      rights: ['use', 'commercial'],
      textDigest: MISSING_DIGEST,
    }),
  );
  const { offerId } = eventIn(deployment, offered, 'licenseMarket', 'OfferMade');
  const terms = await readOfferTerms(market.reader, { deployment, offerId });
  const recipient = buyer.account.address;
  const bought = await market.mined(await buyLicense(buyer, { deployment, offerId, terms, recipient }));
  expect(decodeEvents(deployment, bought.logs).map(({ eventName }) => eventName)).toContain('Credited');
  const { licenseId } = eventIn(deployment, bought, 'licenseMarket', 'LicenseBought');
  return { offerId, licenseId };
}
