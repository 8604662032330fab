import { getAddress, parseEther } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { buyLicense, creditOf, makeOffer, registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { deployHostilePayee } from './support/mock.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

/** `HostilePayee.Manner`. */
const REENTER = 2;
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});

it('lets whoever is paid the protocol’s fees not come back for a credit meanwhile', async () => {
  const payee = await deployHostilePayee(p.treasury.address);
  await payee.write.register([p.assets.address, digest('hostile'), 1000]);
  await registerAsset(p, 'derived', { parents: [1n] });
  await buyLicense(p, await makeOffer(p, { assetId: 2n }));
  const credit = await creditOf(p, payee.address);
  expect(credit).toBe(parseEther('0.1'));
  await payee.write.setManner([REENTER]);
  const call = p.treasury.write.withdrawFees([NATIVE, payee.address, 5n]);
  await assert.reverts(call, p.treasury, 'Treasury_PaymentRefused', [getAddress(payee.address), 5n]);
  expect(await creditOf(p, payee.address)).toBe(credit);
});
