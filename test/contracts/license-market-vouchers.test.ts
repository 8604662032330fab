import { encodeFunctionData, getAddress, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { creditOf, makeOffer, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { deploySmartWallet } from './support/market-mocks.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { malleate, signVoucher } from './support/sign.ts';
import type { Voucher } from './support/sign.ts';

const LIST_PRICE = 1_000_000n;
const PRICE = 400_001n;
/** A time long after that of any test, below 2^40. */
const LATER = 99_999_999_999;

let p: Protocol;
let offer: Awaited<ReturnType<typeof makeOffer>>;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  offer = await makeOffer(p, { price: LIST_PRICE });
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const voucherOf = (changes: Partial<Voucher> = {}): Voucher => ({
  offerId: 1n,
  recipient: address('buyer'),
  quantity: 1,
  price: PRICE,
  expiresAt: LATER,
  nonce: 7n,
  ...changes,
});
const buy = (voucher: Voucher, signature: `0x${string}`, value = voucher.price * BigInt(voucher.quantity)) =>
  p.market.write.buyWithVoucher([offer.terms, voucher, signature], {
    account: p.accounts.buyer.account,
    value,
  });
const signed = (voucher: Voucher) => signVoucher(p, p.accounts.publisher, voucher);
const refused = (call: Promise<unknown>) =>
  assert.reverts(call, p.market, 'LicenseMarket_InvalidSignature', [address('publisher')]);

describe('a voucher', () => {
  it('sells at its own price, once', async () => {
    const voucher = voucherOf({ quantity: 2 });
    const signature = await signed(voucher);
    await assert.emits(buy(voucher, signature), p.market, 'VoucherUsed', [1n, address('publisher'), 7n]);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(2n);
    const fee = (2n * PRICE * 250n) / 10_000n;
    expect(await creditOf(p, address('publisher'))).toBe(2n * PRICE - fee);
    expect(await p.market.read.isNonceUsed([address('publisher'), 7n])).toBe(true);
    await assert.reverts(buy(voucher, signature), p.market, 'LicenseMarket_NonceUsed', [
      address('publisher'),
      7n,
    ]);
  });

  it('may give a licence away', async () => {
    const voucher = voucherOf({ price: 0n });
    await buy(voucher, await signed(voucher));
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(1n);
    expect(await creditOf(p, address('publisher'))).toBe(0n);
  });

  it('is paid by anybody, for its recipient alone', async () => {
    const voucher = voucherOf({ recipient: address('stranger') });
    await buy(voucher, await signed(voucher));
    expect(await p.market.read.balanceOf([address('stranger')])).toBe(1n);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(0n);
  });

  it('is good until its last second', async () => {
    const now = await chain.networkHelpers.time.latest();
    const voucher = voucherOf({ expiresAt: now + 100 });
    const signature = await signed(voucher);
    await chain.networkHelpers.time.setNextBlockTimestamp(now + 99);
    await buy(voucher, signature);
    const second = voucherOf({ expiresAt: now + 200, nonce: 8n });
    const late = await signed(second);
    await chain.networkHelpers.time.setNextBlockTimestamp(now + 200);
    const facts = [1n, 8n, BigInt(now + 200)] as const;
    await assert.reverts(buy(second, late), p.market, 'LicenseMarket_VoucherExpired', [...facts]);
  });

  it('refuses whatever differs from what was signed', async () => {
    const signature = await signed(voucherOf());
    await makeOffer(p, { price: LIST_PRICE });
    for (const changes of [
      { price: PRICE - 1n },
      { quantity: 2 },
      { recipient: address('stranger') },
      { expiresAt: LATER + 1 },
      { nonce: 8n },
    ]) {
      await refused(buy(voucherOf(changes), signature));
    }
    await refused(buy(voucherOf({ offerId: 2n }), signature));
  });

  it('refuses a signature for another chain, contract or version', async () => {
    const { publisher } = p.accounts;
    for (const other of [
      { chainId: 1 },
      { verifyingContract: p.assets.address },
      { version: '2' },
    ] as const) {
      await refused(buy(voucherOf(), await signVoucher(p, publisher, voucherOf(), other)));
    }
  });

  it('refuses a signature of anybody else, a malleated one and bytes that are none', async () => {
    await refused(buy(voucherOf(), await signVoucher(p, p.accounts.buyer, voucherOf())));
    await refused(buy(voucherOf(), malleate(await signed(voucherOf()))));
    await refused(buy(voucherOf(), '0x'));
    await refused(buy(voucherOf(), `0x${'00'.repeat(65)}`));
  });

  it('is void once the asset has another owner, whose nonces are its own', async () => {
    const signature = await signed(voucherOf());
    const { publisher } = p.accounts;
    await p.assets.write.transferFrom([address('publisher'), address('stranger'), 1n], {
      account: publisher.account,
    });
    await assert.reverts(buy(voucherOf(), signature), p.market, 'LicenseMarket_OfferVoid', [
      1n,
      address('publisher'),
      address('stranger'),
    ]);
    expect(await p.market.read.isNonceUsed([address('publisher'), 7n])).toBe(false);
  });

  it('is void with its offer', async () => {
    const signature = await signed(voucherOf());
    const { publisher } = p.accounts;
    await p.market.write.closeOffer([1n, offer.terms], { account: publisher.account });
    await assert.reverts(buy(voucherOf(), signature), p.market, 'LicenseMarket_OfferClosed', [1n]);
  });

  it('obeys the supply, the quantity and the price of its offer', async () => {
    const other = await makeOffer(p, { price: LIST_PRICE, maxSupply: 1 });
    offer = other;
    const many = voucherOf({ offerId: 2n, quantity: 2 });
    await assert.reverts(buy(many, await signed(many)), p.market, 'LicenseMarket_SoldOut', [2n, 1n, 2n]);
    const none = voucherOf({ offerId: 2n, quantity: 0 });
    await assert.reverts(buy(none, await signed(none)), p.market, 'LicenseMarket_InvalidQuantity', [0n, 50n]);
    const nobody = voucherOf({ offerId: 2n, recipient: zeroAddress });
    await assert.reverts(buy(nobody, await signed(nobody)), p.market, 'LicenseMarket_ZeroRecipient', []);
    const one = voucherOf({ offerId: 2n });
    const signature = await signed(one);
    await assert.reverts(buy(one, signature, PRICE - 1n), p.market, 'LicenseMarket_Underpaid', [
      PRICE,
      PRICE - 1n,
    ]);
    await assert.reverts(buy(one, signature, PRICE + 1n), p.market, 'LicenseMarket_Overpaid', [
      PRICE,
      PRICE + 1n,
    ]);
    await assert.reverts(
      p.market.write.buyWithVoucher([{ ...offer.terms, price: 1n }, one, signature], { value: PRICE }),
      p.market,
      'LicenseMarket_TermsMismatch',
      [2n],
    );
  });

  it('stops while paused', async () => {
    const signature = await signed(voucherOf());
    await p.market.write.pause();
    await assert.reverts(buy(voucherOf(), signature), p.market, 'EnforcedPause', []);
  });
});

describe('nonces', () => {
  it('are cancelled by their seller, by the word', async () => {
    const voucher = voucherOf({ nonce: 259n });
    const signature = await signed(voucher);
    const cancel = (mask: bigint) =>
      p.market.write.cancelNonces([1n, mask], { account: p.accounts.publisher.account });
    await assert.emits(cancel(0b0110n), p.market, 'NoncesCanceled', [address('publisher'), 1n, 0b0110n]);
    expect(await p.market.read.isNonceUsed([address('publisher'), 258n])).toBe(true);
    expect(await p.market.read.isNonceUsed([address('publisher'), 259n])).toBe(false);
    await cancel(0b1000n);
    expect(await p.market.read.isNonceUsed([address('publisher'), 258n])).toBe(true);
    await assert.reverts(buy(voucher, signature), p.market, 'LicenseMarket_NonceUsed', [
      address('publisher'),
      259n,
    ]);
  });

  it('of others stay as they are', async () => {
    const signature = await signed(voucherOf());
    await p.market.write.cancelNonces([0n, 2n ** 256n - 1n], { account: p.accounts.stranger.account });
    expect(await p.market.read.isNonceUsed([address('stranger'), 255n])).toBe(true);
    await buy(voucherOf(), signature);
  });

  it('may be any number', async () => {
    const voucher = voucherOf({ nonce: 2n ** 256n - 1n });
    await buy(voucher, await signed(voucher));
    expect(await p.market.read.isNonceUsed([address('publisher'), 2n ** 256n - 1n])).toBe(true);
    expect(await p.market.read.isNonceUsed([address('publisher'), 0n])).toBe(false);
  });
});

describe('a voucher of a smart account', () => {
  it('is good as long as its signer is that account’s owner', async () => {
    const { publisher, stranger, buyer } = p.accounts;
    const wallet = await deploySmartWallet(publisher.account.address);
    const run = (to: `0x${string}`, data: `0x${string}`) => wallet.write.execute([to, data]);
    const registration = [0, digest('of a wallet'), 0, 0, []] as const;
    await run(
      p.assets.address,
      encodeFunctionData({ abi: p.assets.abi, functionName: 'register', args: registration }),
    );
    const terms = { ...offer.terms, assetId: 2n, seller: wallet.address };
    await run(
      p.market.address,
      encodeFunctionData({ abi: p.market.abi, functionName: 'offer', args: [terms] }),
    );
    const sell = (voucher: Voucher, signature: `0x${string}`) =>
      p.market.write.buyWithVoucher([terms, voucher, signature], { account: buyer.account, value: PRICE });

    const first = voucherOf({ offerId: 2n });
    await sell(first, await signVoucher(p, publisher, first));
    expect(await creditOf(p, wallet.address)).toBe(PRICE - (PRICE * 250n) / 10_000n);

    const second = voucherOf({ offerId: 2n, nonce: 8n });
    const signature = await signVoucher(p, publisher, second);
    await wallet.write.setOwner([stranger.account.address]);
    const call = sell(second, signature);
    await assert.reverts(call, p.market, 'LicenseMarket_InvalidSignature', [getAddress(wallet.address)]);
    await sell(second, await signVoucher(p, stranger, second));
    expect(await p.market.read.licenseOf([await lastLicense()])).toMatchObject({
      offerId: 2n,
      serial: 2,
      rights: RIGHT.USE,
    });
  });
});

async function lastLicense(): Promise<bigint> {
  const bought = await p.market.getEvents.LicenseBought({ offerId: 2n });
  return bought.at(-1)!.args.licenseId!;
}
