import { beforeEach, expect, it } from 'vitest';
import { buyLicense, makeOffer, registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
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

it('refuses to renew with a permit what cannot be renewed', async () => {
  const perpetual = await makeOffer(p);
  const licenseId = await buyLicense(p, perpetual);
  const permit = { value: 1n, deadline: 2n ** 32n, v: 27, r: digest('r'), s: digest('s') };
  const { price } = perpetual.terms;
  const renew = (id: bigint) => p.market.write.renewWithPermit([id, perpetual.terms, price, permit]);
  await assert.reverts(renew(licenseId), p.market, 'LicenseMarket_Perpetual', [licenseId]);
  const timed = await makeOffer(p, { duration: 100 });
  const timedId = await buyLicense(p, timed);
  await assert.reverts(renew(timedId), p.market, 'LicenseMarket_TermsMismatch', [timed.offerId]);
});
