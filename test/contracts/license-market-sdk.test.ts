import {
  assignSeat,
  buyLicenseWithVoucher,
  cancelVouchers,
  isNonceUsed,
  readSeat,
  readUnits,
  redeemReceipts,
  signReceipt,
  signVoucher,
  verifyVoucher,
} from '@cultivar/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeOffer, registerAsset } from './support/act.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const PRICE = 400_001n;
const USES = 10;

let p: Protocol;
let terms: Awaited<ReturnType<typeof makeOffer>>['terms'];
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  ({ terms } = await makeOffer(p, { price: 1_000_000n, seats: 2, uses: USES }));
});

const mined = async (hash: Promise<`0x${string}`>) =>
  p.publicClient.waitForTransactionReceipt({ hash: await hash });

/** A licence bought at the price of a voucher that the sdk has signed. */
async function bought(): Promise<bigint> {
  const { deployment, accounts, market } = p;
  const recipient = accounts.buyer.account.address;
  const voucher = { offerId: 1n, recipient, quantity: 1, price: PRICE, expiresAt: 99_999_999_999, nonce: 7n };
  const signature = await signVoucher(accounts.publisher, { deployment, voucher });
  await mined(buyLicenseWithVoucher(accounts.buyer, { deployment, terms, voucher, signature }));
  const [sale] = await market.getEvents.LicenseBought();
  return sale!.args.licenseId!;
}

describe('what the sdk signs and sends', () => {
  it('is a voucher that the market takes at its price', async () => {
    const licenseId = await bought();
    const [sale] = await p.market.getEvents.LicenseBought();
    expect(sale!.args.price).toBe(PRICE);
    const owner = await p.market.read.ownerOf([licenseId]);
    expect(owner.toLowerCase()).toBe(p.accounts.buyer.account.address.toLowerCase());
  });

  it('is a voucher of its seller alone, for what it says', async () => {
    const { deployment, accounts, publicClient } = p;
    const { publisher, buyer } = accounts;
    const recipient = buyer.account.address;
    const voucher = {
      offerId: 1n,
      recipient,
      quantity: 1,
      price: PRICE,
      expiresAt: 99_999_999_999,
      nonce: 7n,
    };
    const signature = await signVoucher(publisher, { deployment, voucher });
    const seller = publisher.account.address;
    const verified = (changes: Partial<Parameters<typeof verifyVoucher>[1]>) =>
      verifyVoucher(publicClient, { deployment, voucher, signature, seller, ...changes });
    expect(await verified({})).toBe(true);
    expect(await verified({ voucher: { ...voucher, price: 1n } })).toBe(false);
    expect(await verified({ seller: recipient })).toBe(false);
    expect(await verified({ signature: '0x12' })).toBe(false);
    expect(await verified({ deployment: { ...deployment, chainId: 1 } })).toBe(false);
    expect(await isNonceUsed(publicClient, { deployment, seller, nonce: 7n })).toBe(false);
    await mined(buyLicenseWithVoucher(buyer, { deployment, terms, voucher, signature }));
    expect(await isNonceUsed(publicClient, { deployment, seller, nonce: 7n })).toBe(true);
  });

  it('is a receipt that draws a metered licence down', async () => {
    const { deployment, accounts, publicClient } = p;
    const licenseId = await bought();
    const account = accounts.buyer.account.address;
    const receipt = { licenseId, account, server: accounts.node.account.address, units: 4n };
    const signature = await signReceipt(accounts.buyer, { deployment, receipt });
    await mined(redeemReceipts(accounts.stranger, { deployment, receipts: [{ ...receipt, signature }] }));
    expect(await readUnits(publicClient, { deployment, licenseId })).toEqual({
      used: 4n,
      granted: BigInt(USES),
    });
  });

  it('is a seat for as long as the licence', async () => {
    const { deployment, accounts, publicClient } = p;
    const licenseId = await bought();
    const account = accounts.stranger.account.address;
    await mined(assignSeat(accounts.buyer, { deployment, licenseId, seat: 1n, account }));
    const seat = await readSeat(publicClient, { deployment, licenseId, seat: 1n });
    expect(seat.account?.toLowerCase()).toBe(account.toLowerCase());
    expect(await readSeat(publicClient, { deployment, licenseId, seat: 0n })).toMatchObject({
      account: undefined,
    });
  });

  it('is an end for vouchers of one word of nonces, and for no others', async () => {
    const { deployment, accounts, market } = p;
    await mined(cancelVouchers(accounts.publisher, { deployment, nonces: [256n, 260n] }));
    const used = (nonce: bigint) => market.read.isNonceUsed([accounts.publisher.account.address, nonce]);
    expect(await Promise.all([used(256n), used(260n), used(257n)])).toEqual([true, true, false]);
    expect(() => cancelVouchers(accounts.publisher, { deployment, nonces: [1n, 256n] })).toThrow(RangeError);
  });
});
