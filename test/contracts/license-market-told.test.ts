import { getAddress } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { buyLicense, makeOffer, offerTerms, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
});

it('takes the native currency by no other address than zero', async () => {
  const one = getAddress('0x0000000000000000000000000000000000000001');
  const { account } = p.accounts.publisher;
  const call = p.market.write.offer([offerTerms(p, { currency: one })], { account });
  await assert.reverts(call, p.market, 'LicenseMarket_CurrencyNotAllowed', [one]);
});

it('draws each right on the card of the licence that has it alone', async () => {
  const words = {
    USE: 'use',
    COMMERCIAL: 'use, commercial',
    DERIVE: 'use, derive',
    TRANSFER: 'use, transfer',
  };
  for (const name of ['USE', 'COMMERCIAL', 'DERIVE', 'TRANSFER'] as const) {
    const licenseId = await buyLicense(p, await makeOffer(p, { rights: RIGHT.USE | RIGHT[name] }));
    const uri = await p.market.read.tokenURI([licenseId]);
    const { attributes } = JSON.parse(atob(uri.replace('data:application/json;base64,', '')));
    expect(attributes[1]).toEqual({ trait_type: 'rights', value: words[name] });
  }
});
