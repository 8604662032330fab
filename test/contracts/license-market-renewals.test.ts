import { beforeEach, expect, it } from 'vitest';
import { buyLicense, makeOffer, registerAsset } from './support/act.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
});

it('tells nothing of time where a licence without an end is renewed for its units', async () => {
  const offer = await makeOffer(p, { uses: 10 });
  const licenseId = await buyLicense(p, offer);
  expect(await p.market.read.expiresAt([licenseId])).toBe(0n);
  const { price } = offer.terms;
  await p.market.write.renew([licenseId, offer.terms, price], { value: price });
  expect(await p.market.getEvents.SubscriptionUpdate()).toEqual([]);
  expect(await p.market.read.expiresAt([licenseId])).toBe(0n);
  expect(await p.market.read.unitsOf([licenseId])).toEqual([0n, 20n]);
});
