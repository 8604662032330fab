import { getAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, makeOffer, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import type { Wallet } from './support/contract.ts';
import { deploySmartWallet } from './support/market-mocks.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { malleate, signReceipt } from './support/sign.ts';
import type { Receipt } from './support/sign.ts';

const USES = 100;
const HERE = getAddress('0x00000000000000000000000000000000000000a1');
const THERE = getAddress('0x00000000000000000000000000000000000000b2');

let p: Protocol;
let offer: Awaited<ReturnType<typeof makeOffer>>;
let licenseId: bigint;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  offer = await makeOffer(p, { uses: USES, seats: 1, rights: RIGHT.USE | RIGHT.DERIVE | RIGHT.TRANSFER });
  licenseId = await buyLicense(p, offer);
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const receiptOf = (units: number | bigint, changes: Partial<Receipt> = {}): Receipt => ({
  licenseId,
  account: address('buyer'),
  server: HERE,
  units: BigInt(units),
  ...changes,
});
const redeem = async (...receipts: Receipt[]) => {
  const signatures = await Promise.all(receipts.map((receipt) => signReceipt(p, signerOf(receipt), receipt)));
  return p.market.write.redeem([receipts, signatures], { account: p.accounts.node.account });
};
const signerOf = (receipt: Receipt): Wallet =>
  Object.values(p.accounts).find(({ account }) => getAddress(account.address) === receipt.account)!;
const unitsOf = () => p.market.read.unitsOf([licenseId]);
const grants = (rights: number) => p.market.read.isLicensed([licenseId, address('buyer'), rights]);

describe('a receipt', () => {
  it('draws what it is above the last one of its account and server', async () => {
    expect(await unitsOf()).toEqual([0n, 100n]);
    await assert.emits(redeem(receiptOf(30)), p.market, 'UnitsRedeemed', [
      licenseId,
      address('buyer'),
      HERE,
      30n,
      30n,
    ]);
    await assert.emits(redeem(receiptOf(45)), p.market, 'UnitsRedeemed', [
      licenseId,
      address('buyer'),
      HERE,
      15n,
      45n,
    ]);
    await redeem(receiptOf(10, { server: THERE }));
    expect(await unitsOf()).toEqual([55n, 100n]);
    expect(await p.market.read.unitsAt([licenseId, address('buyer'), HERE])).toBe(45n);
    expect(await p.market.read.unitsAt([licenseId, address('buyer'), THERE])).toBe(10n);
  });

  it('draws nothing when it is repeated, or older', async () => {
    const signature = await signReceipt(p, p.accounts.buyer, receiptOf(30));
    const args = [[receiptOf(30)], [signature]] as const;
    expect((await p.market.simulate.redeem(args)).result).toBe(30n);
    await p.market.write.redeem(args);
    expect((await p.market.simulate.redeem(args)).result).toBe(0n);
    const hash = await p.market.write.redeem(args);
    expect((await p.publicClient.getTransactionReceipt({ hash })).logs).toEqual([]);
    await redeem(receiptOf(29));
    await redeem(receiptOf(0));
    expect(await unitsOf()).toEqual([30n, 100n]);
  });

  it('comes in batches, in any order', async () => {
    await redeem(receiptOf(5), receiptOf(20, { server: THERE }), receiptOf(12), receiptOf(7));
    expect(await unitsOf()).toEqual([32n, 100n]);
    expect((await p.market.simulate.redeem([[], []])).result).toBe(0n);
  });

  it('draws no more than is left, and the rest after a renewal', async () => {
    await redeem(receiptOf(130));
    expect(await unitsOf()).toEqual([100n, 100n]);
    await redeem(receiptOf(130), receiptOf(9, { server: THERE }));
    expect(await unitsOf()).toEqual([100n, 100n]);
    const { price } = offer.terms;
    const renewed = p.market.write.renew([licenseId, offer.terms, price], { value: price });
    await assert.emits(renewed, p.market, 'UnitsGranted', [licenseId, 200n]);
    await redeem(receiptOf(130));
    expect(await unitsOf()).toEqual([130n, 200n]);
    await redeem(receiptOf(2n ** 64n - 1n));
    expect(await unitsOf()).toEqual([200n, 200n]);
  });

  it('is signed by the owner, or by an account in a seat, each with its own count', async () => {
    const { buyer, stranger } = p.accounts;
    const receipt = receiptOf(10, { account: address('stranger') });
    const notCovered = [licenseId, address('stranger')] as const;
    await assert.reverts(redeem(receipt), p.market, 'LicenseMarket_NotCovered', [...notCovered]);
    const forEver = 2n ** 64n - 1n;
    await p.market.write.assignSeat([licenseId, 0n, stranger.account.address, forEver], {
      account: buyer.account,
    });
    await redeem(receipt, receiptOf(10));
    expect(await unitsOf()).toEqual([20n, 100n]);
  });

  it('of whoever had the licence before draws nothing from the next owner', async () => {
    const { buyer, stranger } = p.accounts;
    await p.market.write.transferFrom([address('buyer'), address('stranger'), licenseId], {
      account: buyer.account,
    });
    const facts = [licenseId, address('buyer')] as const;
    await assert.reverts(redeem(receiptOf(10)), p.market, 'LicenseMarket_NotCovered', [...facts]);
    await redeem(receiptOf(10, { account: getAddress(stranger.account.address) }));
  });

  it('is refused when anything in it was changed', async () => {
    const signature = await signReceipt(p, p.accounts.buyer, receiptOf(10));
    for (const changes of [{ units: 11n }, { server: THERE }]) {
      const call = p.market.write.redeem([[receiptOf(10, changes)], [signature]]);
      await assert.reverts(call, p.market, 'LicenseMarket_InvalidSignature', [address('buyer')]);
    }
    const other = await buyLicense(p, offer);
    const elsewhere = p.market.write.redeem([[receiptOf(10, { licenseId: other })], [signature]]);
    await assert.reverts(elsewhere, p.market, 'LicenseMarket_InvalidSignature', [address('buyer')]);
  });

  it('is refused with a signature for another chain or contract, a malleated one, or another account’s', async () => {
    const { buyer, stranger } = p.accounts;
    const receipt = receiptOf(10);
    for (const signature of [
      await signReceipt(p, buyer, receipt, { chainId: 1 }),
      await signReceipt(p, buyer, receipt, { verifyingContract: p.assets.address }),
      malleate(await signReceipt(p, buyer, receipt)),
      await signReceipt(p, stranger, receipt),
    ]) {
      const call = p.market.write.redeem([[receipt], [signature]]);
      await assert.reverts(call, p.market, 'LicenseMarket_InvalidSignature', [address('buyer')]);
    }
  });

  it('needs a metered licence that exists, and a signature of its own', async () => {
    const unmetered = await buyLicense(p, await makeOffer(p));
    const plain = redeem(receiptOf(1, { licenseId: unmetered }));
    await assert.reverts(plain, p.market, 'LicenseMarket_NotMetered', [unmetered]);
    const unknown = redeem(receiptOf(1, { licenseId: 99n }));
    await assert.reverts(unknown, p.market, 'ERC721NonexistentToken', [99n]);
    const call = p.market.write.redeem([[receiptOf(1)], []]);
    await assert.reverts(call, p.market, 'LicenseMarket_SignatureCount', [1n, 0n]);
  });

  it('of a smart account is good as long as its signer owns that account', async () => {
    const { buyer, stranger } = p.accounts;
    const wallet = await deploySmartWallet(buyer.account.address);
    const args = [offer.offerId, offer.terms, wallet.address, 1n, offer.terms.price] as const;
    await p.market.write.buy(args, { value: offer.terms.price });
    const bought = await p.market.getEvents.LicenseBought({ recipient: wallet.address });
    licenseId = bought.at(-1)!.args.licenseId!;
    const receipt = (units: number) => receiptOf(units, { account: getAddress(wallet.address) });
    const by = async (signer: Wallet, units: number) =>
      p.market.write.redeem([[receipt(units)], [await signReceipt(p, signer, receipt(units))]]);
    await by(buyer, 5);
    await wallet.write.setOwner([stranger.account.address]);
    const facts = [getAddress(wallet.address)] as const;
    await assert.reverts(by(buyer, 9), p.market, 'LicenseMarket_InvalidSignature', [...facts]);
    await by(stranger, 9);
    expect(await unitsOf()).toEqual([9n, 100n]);
  });

  it('is taken while paused, and when the licence is over: the use came before', async () => {
    const timed = await makeOffer(p, { uses: 10, duration: 100 });
    licenseId = await buyLicense(p, timed);
    await chain.networkHelpers.time.increase(200);
    await p.market.write.pause();
    await redeem(receiptOf(4));
    expect(await unitsOf()).toEqual([4n, 10n]);
  });
});

describe('a metered licence', () => {
  it('grants USE while units are left, and its other rights all the same', async () => {
    await redeem(receiptOf(99));
    expect(await grants(RIGHT.USE)).toBe(true);
    await redeem(receiptOf(100));
    expect(await grants(RIGHT.USE)).toBe(false);
    expect(await grants(RIGHT.USE | RIGHT.DERIVE)).toBe(false);
    expect(await grants(RIGHT.DERIVE)).toBe(true);
  });

  it('that is timed is renewed in time and units at once', async () => {
    const timed = await makeOffer(p, { uses: 7, duration: 1000 });
    licenseId = await buyLicense(p, timed);
    const end = await p.market.read.expiresAt([licenseId]);
    const { price } = timed.terms;
    await p.market.write.renew([licenseId, timed.terms, price], { value: price });
    expect(await unitsOf()).toEqual([0n, 14n]);
    expect(await p.market.read.expiresAt([licenseId])).toBe(end + 1000n);
  });

  it('says how much it grants in its id and on its card', async () => {
    const most = await makeOffer(p, { uses: 2 ** 24 - 1, seats: 65_535 });
    licenseId = await buyLicense(p, most);
    expect(await p.market.read.licenseOf([licenseId])).toMatchObject({ uses: 2 ** 24 - 1, seats: 65_535 });
    const uri = await p.market.read.tokenURI([licenseId]);
    const json = JSON.parse(atob(uri.replace('data:application/json;base64,', '')));
    expect(json.attributes.slice(4)).toEqual([
      { trait_type: 'seats', value: 65_535 },
      { trait_type: 'metered units', value: 2 ** 24 - 1 },
    ]);
    const svg = atob(json.image.replace('data:image/svg+xml;base64,', ''));
    expect(svg).toContain('perpetual, seats: 65535, metered units: 16777215</text>');
  });

  it('can be paid for again unless its offer is closed; a plain perpetual one cannot', async () => {
    expect(await p.market.read.isRenewable([licenseId])).toBe(true);
    await p.market.write.closeOffer([offer.offerId, offer.terms], { account: p.accounts.publisher.account });
    expect(await p.market.read.isRenewable([licenseId])).toBe(false);
    const perpetual = await buyLicense(p, await makeOffer(p));
    expect(await p.market.read.isRenewable([perpetual])).toBe(false);
    const timed = await buyLicense(p, await makeOffer(p, { duration: 1 }));
    expect(await p.market.read.isRenewable([timed])).toBe(true);
    await assert.reverts(p.market.read.isRenewable([99n]), p.market, 'ERC721NonexistentToken', [99n]);
  });
});
