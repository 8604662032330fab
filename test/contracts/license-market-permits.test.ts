import { encodeFunctionData, getAddress, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeOffer, registerAsset } from './support/act.ts';
import type { OfferTerms } from './support/act.ts';
import { assert } from './support/assert.ts';
import { deployHostilePermitToken, deployPermitToken } from './support/market-mocks.ts';
import { deployToken } from './support/mock.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { signPermit } from './support/sign.ts';

const PRICE = 1000n;
const LATER = 99_999_999_999n;
const NO_PERMIT = {
  value: 0n,
  deadline: 0n,
  v: 27,
  r: `0x${'0'.repeat(64)}`,
  s: `0x${'0'.repeat(64)}`,
} as const;

let p: Protocol;
let token: Awaited<ReturnType<typeof deployPermitToken>>;
let offer: Awaited<ReturnType<typeof makeOffer>>;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  token = await deployPermitToken();
  await p.treasury.write.allowCurrency([token.address, true]);
  await token.write.mint([p.accounts.buyer.account.address, 10n * PRICE]);
  offer = await makeOffer(p, { currency: token.address, price: PRICE, duration: 100 });
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
type Permit = Awaited<ReturnType<typeof signPermit>> | typeof NO_PERMIT;
const permitOf = (changes: { value?: bigint; nonce?: bigint; deadline?: bigint } = {}) =>
  signPermit(p, p.accounts.buyer, {
    token: token.address,
    value: PRICE,
    nonce: 0n,
    deadline: LATER,
    ...changes,
  });
const buy = (permit: Permit, terms: OfferTerms = offer.terms, offerId = offer.offerId, maxPrice = PRICE) =>
  p.market.write.buyWithPermit([offerId, terms, address('buyer'), 1n, maxPrice, permit], {
    account: p.accounts.buyer.account,
  });
const insufficient = (call: Promise<unknown>, allowance: bigint) =>
  assert.reverts(call, { ...token, abi: ERC20_ERRORS }, 'ERC20InsufficientAllowance', [
    getAddress(p.treasury.address),
    allowance,
    PRICE,
  ]);
const ERC20_ERRORS = [
  {
    type: 'error',
    name: 'ERC20InsufficientAllowance',
    inputs: [
      { name: 'spender', type: 'address' },
      { name: 'allowance', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
  },
] as const;

describe('buyWithPermit', () => {
  it('buys without an approval before', async () => {
    await buy(await permitOf());
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(1n);
    expect(await p.treasury.read.creditOf([address('publisher'), token.address])).toBe(975n);
    expect(await token.read.allowance([address('buyer'), p.treasury.address])).toBe(0n);
  });

  it('buys although somebody sent the permit first', async () => {
    const permit = await permitOf();
    const { value, deadline, v, r, s } = permit;
    await token.write.permit([address('buyer'), p.treasury.address, value, deadline, v, r, s], {
      account: p.accounts.stranger.account,
    });
    await buy(permit);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(1n);
  });

  it('counts the allowance there is, when the permit is none', async () => {
    await insufficient(buy(NO_PERMIT), 0n);
    await insufficient(buy(await permitOf({ nonce: 5n })), 0n);
    await insufficient(buy(await permitOf({ deadline: 1n })), 0n);
    await insufficient(buy(await permitOf({ value: PRICE - 1n })), PRICE - 1n);
    await token.write.approve([p.treasury.address, PRICE], { account: p.accounts.buyer.account });
    await buy(NO_PERMIT);
  });

  it('takes a token without permits, when it was approved', async () => {
    const plain = await deployToken('TestToken');
    await p.treasury.write.allowCurrency([plain.address, true]);
    await plain.write.mint([address('buyer'), PRICE]);
    await plain.write.approve([p.treasury.address, PRICE], { account: p.accounts.buyer.account });
    const other = await makeOffer(p, { currency: plain.address, price: PRICE });
    await buy(NO_PERMIT, other.terms, other.offerId);
    expect(await plain.read.balanceOf([p.treasury.address])).toBe(PRICE);
  });

  it('refuses a price above what the buyer allows', async () => {
    const call = buy(await permitOf(), offer.terms, offer.offerId, PRICE - 1n);
    await assert.reverts(call, p.market, 'LicenseMarket_PriceAboveMaximum', [PRICE, PRICE - 1n]);
  });

  it('asks only the token of an offer', async () => {
    const permit = await permitOf();
    const call = buy(permit, { ...offer.terms, currency: p.assets.address });
    await assert.reverts(call, p.market, 'LicenseMarket_TermsMismatch', [1n]);
  });

  it('sells nothing that has a price in the native currency, to which no value can be sent', async () => {
    const native = await makeOffer(p, { currency: zeroAddress, price: PRICE });
    const call = buy(NO_PERMIT, native.terms, native.offerId);
    await assert.reverts(call, p.market, 'LicenseMarket_Underpaid', [PRICE, 0n]);
  });

  it('refuses a token that has left the list', async () => {
    await p.treasury.write.allowCurrency([token.address, false]);
    const call = buy(await permitOf());
    await assert.reverts(call, p.treasury, 'Treasury_CurrencyNotAllowed', [getAddress(token.address)]);
  });

  it('stops while paused', async () => {
    const permit = await permitOf();
    await p.market.write.pause();
    await assert.reverts(buy(permit), p.market, 'EnforcedPause', []);
  });
});

describe('a token whose permit misbehaves', () => {
  const hostileOffer = async () => {
    const hostile = await deployHostilePermitToken();
    await p.treasury.write.allowCurrency([hostile.address, true]);
    await hostile.write.mint([address('buyer'), 10n * PRICE]);
    await hostile.write.approve([p.treasury.address, 10n * PRICE], { account: p.accounts.buyer.account });
    return { hostile, ...(await makeOffer(p, { currency: hostile.address, price: PRICE, maxSupply: 2 })) };
  };

  it('cannot sell beyond the supply by coming back', async () => {
    const { hostile, offerId, terms } = await hostileOffer();
    await hostile.write.mint([hostile.address, PRICE]);
    const again = encodeFunctionData({
      abi: p.market.abi,
      functionName: 'buy',
      args: [offerId, terms, hostile.address, 2n, 2n * PRICE],
    });
    await hostile.write.callBack([p.market.address, again]);
    await buy(NO_PERMIT, terms, offerId);
    // Its own purchase lacks an allowance; the buyer's is untouched.
    expect(await hostile.read.succeeded()).toBe(false);
    expect(await p.market.read.offerOf([offerId])).toEqual([1n, false]);
  });

  it('cannot make two licences of one purchase by closing in between', async () => {
    const { hostile, offerId, terms } = await hostileOffer();
    const close = encodeFunctionData({
      abi: p.market.abi,
      functionName: 'closeOffer',
      args: [offerId, terms],
    });
    await hostile.write.callBack([p.market.address, close]);
    await buy(NO_PERMIT, terms, offerId);
    expect(await hostile.read.succeeded()).toBe(false);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(1n);
  });

  it('can only use up the gas of whoever pays in it', async () => {
    const { offerId, terms } = await hostileOffer();
    const call = p.market.write.buyWithPermit([offerId, terms, address('buyer'), 1n, PRICE, NO_PERMIT], {
      account: p.accounts.buyer.account,
      gas: 3_000_000n,
    });
    await expect(call).rejects.toThrow();
    expect(await p.market.read.offerOf([offerId])).toEqual([0n, false]);
    await buy(await permitOf());
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(1n);
  });
});

describe('renewWithPermit', () => {
  it('renews without an approval before', async () => {
    await buy(await permitOf());
    const [bought] = await p.market.getEvents.LicenseBought({ offerId: 1n });
    const licenseId = bought!.args.licenseId!;
    const end = await p.market.read.expiresAt([licenseId]);
    const renew = async (permit: Permit, maxPrice = PRICE) =>
      p.market.write.renewWithPermit([licenseId, offer.terms, maxPrice, permit], {
        account: p.accounts.buyer.account,
      });
    const permit = await permitOf({ nonce: 1n });
    const dear = renew(permit, PRICE - 1n);
    await assert.reverts(dear, p.market, 'LicenseMarket_PriceAboveMaximum', [PRICE, PRICE - 1n]);
    await renew(permit);
    expect(await p.market.read.expiresAt([licenseId])).toBe(end + 100n);
    await insufficient(renew(permit), 0n);
    await p.market.write.pause();
    await assert.reverts(renew(permit), p.market, 'EnforcedPause', []);
  });
});
