import { getAddress, parseEventLogs, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, makeOffer, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import type { Wallet } from './support/contract.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const DAY = 86_400;
/** As long as the licence. */
const NO_EXPIRY = 2 ** 48 - 1;
const ALL = RIGHT.USE | RIGHT.COMMERCIAL | RIGHT.DERIVE | RIGHT.TRANSFER;
const FIRST = getAddress('0x00000000000000000000000000000000000000a1');
const SECOND = getAddress('0x00000000000000000000000000000000000000b2');

let p: Protocol;
let licenseId: bigint;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  licenseId = await buyLicense(p, await makeOffer(p, { seats: 2, rights: ALL }));
});
const { time } = chain.networkHelpers;
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const assign = (
  seat: number,
  account: `0x${string}`,
  options: { expires?: bigint; by?: Wallet; id?: bigint } = {},
) =>
  p.market.write.assignSeat(
    [options.id ?? licenseId, BigInt(seat), account, options.expires ?? BigInt(NO_EXPIRY)],
    { account: (options.by ?? p.accounts.buyer).account },
  );
const clear = (seat: number, by = p.accounts.buyer) =>
  p.market.write.clearSeat([licenseId, BigInt(seat)], { account: by.account });
const move = (by: Wallet, to: Wallet) =>
  p.market.write.transferFrom([by.account.address, to.account.address, licenseId], { account: by.account });
const covers = (account: `0x${string}`, rights: number = RIGHT.USE) =>
  p.market.read.isLicensed([licenseId, account, rights]);
const seatOf = (seat: number) => p.market.read.seatOf([licenseId, BigInt(seat)]);

describe('a seat', () => {
  it('gives its account every right of the licence but TRANSFER', async () => {
    await assert.emits(assign(0, FIRST), p.market, 'SeatAssigned', [licenseId, 0n, FIRST, BigInt(NO_EXPIRY)]);
    const assignedAt = BigInt(await time.latest());
    expect(await seatOf(0)).toEqual([FIRST, BigInt(NO_EXPIRY), assignedAt + BigInt(DAY)]);
    expect(await covers(FIRST, RIGHT.USE | RIGHT.COMMERCIAL | RIGHT.DERIVE)).toBe(true);
    expect(await covers(FIRST, RIGHT.TRANSFER)).toBe(false);
    expect(await covers(address('buyer'), ALL)).toBe(true);
    expect(await covers(SECOND)).toBe(false);
  });

  it('is empty at first, and free', async () => {
    expect(await seatOf(1)).toEqual([zeroAddress, 0n, 1n]);
  });

  it('takes another account once its last one has had it for the cool-down', async () => {
    expect(await p.market.read.COOL_DOWN()).toBe(BigInt(DAY));
    await assign(0, FIRST);
    const free = (await time.latest()) + DAY;
    await time.setNextBlockTimestamp(free - 1);
    await assert.reverts(assign(0, SECOND), p.market, 'LicenseMarket_SeatCoolingDown', [
      licenseId,
      0n,
      BigInt(free),
    ]);
    await time.setNextBlockTimestamp(free);
    await assign(0, SECOND);
    expect([await covers(FIRST), await covers(SECOND)]).toEqual([false, true]);
  });

  it('is cleared at once, and cools down all the same', async () => {
    await assign(0, FIRST);
    const free = BigInt((await time.latest()) + DAY);
    await assert.emits(clear(0), p.market, 'SeatCleared', [licenseId, 0n, FIRST]);
    expect(await covers(FIRST)).toBe(false);
    expect(await seatOf(0)).toEqual([zeroAddress, 0n, free]);
    await assert.reverts(assign(0, SECOND), p.market, 'LicenseMarket_SeatCoolingDown', [licenseId, 0n, free]);
    await assert.reverts(assign(0, FIRST), p.market, 'LicenseMarket_SeatCoolingDown', [licenseId, 0n, free]);
    await assert.reverts(clear(0), p.market, 'LicenseMarket_SeatEmpty', [licenseId, 0n]);
    await assign(1, FIRST);
    expect(await covers(FIRST)).toBe(true);
  });

  it('ends at its time, and may be prolonged by then without waiting', async () => {
    const now = await time.latest();
    await assign(0, FIRST, { expires: BigInt(now + 100) });
    await assign(0, FIRST, { expires: BigInt(now + 200) });
    await time.increaseTo(now + 199);
    expect(await covers(FIRST)).toBe(true);
    await time.increaseTo(now + 200);
    expect(await covers(FIRST)).toBe(false);
    expect((await seatOf(0)).slice(0, 2)).toEqual([zeroAddress, 0n]);
  });

  it('lasts as long as the licence, when its time is beyond what a seat can say', async () => {
    const call = assign(1, FIRST, { expires: 2n ** 48n });
    await assert.emits(call, p.market, 'SeatAssigned', [licenseId, 1n, FIRST, BigInt(NO_EXPIRY)]);
    expect(await covers(FIRST)).toBe(true);
  });

  it('is told as the user of ERC-4907 only if it is the first', async () => {
    expect(await eventsOf(assign(1, FIRST))).toEqual(['SeatAssigned']);
    expect(await eventsOf(clear(1))).toEqual(['SeatCleared']);
    expect(await eventsOf(assign(0, SECOND))).toEqual(['SeatAssigned', 'UpdateUser']);
    expect(await eventsOf(clear(0))).toEqual(['SeatCleared', 'UpdateUser']);
    expect(await eventsOf(move(p.accounts.buyer, p.accounts.stranger))).toEqual(['Transfer']);
  });

  it('is not given for a time that is over', async () => {
    const now = await time.latest();
    await time.setNextBlockTimestamp(now + 10);
    const call = assign(0, FIRST, { expires: BigInt(now + 10) });
    await assert.reverts(call, p.market, 'LicenseMarket_InvalidExpiry', [BigInt(now + 10)]);
    await assert.reverts(assign(0, FIRST, { expires: 0n }), p.market, 'LicenseMarket_InvalidExpiry', [0n]);
  });

  it('is one of those the licence has, for one account that has none', async () => {
    await assert.reverts(assign(2, FIRST), p.market, 'LicenseMarket_UnknownSeat', [licenseId, 2n, 2n]);
    await assert.reverts(seatOf(2), p.market, 'LicenseMarket_UnknownSeat', [licenseId, 2n, 2n]);
    await assert.reverts(clear(2), p.market, 'LicenseMarket_UnknownSeat', [licenseId, 2n, 2n]);
    await assert.reverts(assign(0, zeroAddress), p.market, 'LicenseMarket_ZeroAccount', []);
    await assign(0, FIRST);
    await assert.reverts(assign(1, FIRST), p.market, 'LicenseMarket_AlreadySeated', [licenseId, FIRST, 0n]);
  });

  it('is given by the owner or whom it approved, and nobody else', async () => {
    const { stranger, buyer } = p.accounts;
    const facts = [address('stranger'), licenseId] as const;
    const call = assign(0, FIRST, { by: stranger });
    await assert.reverts(call, p.market, 'ERC721InsufficientApproval', [...facts]);
    await p.market.write.approve([address('stranger'), licenseId], { account: buyer.account });
    await assign(0, FIRST, { by: stranger });
    await clear(0, stranger);
    await p.market.write.approve([zeroAddress, licenseId], { account: buyer.account });
    await assert.reverts(clear(0, stranger), p.market, 'ERC721InsufficientApproval', [...facts]);
    const unknown = assign(0, FIRST, { id: 99n });
    await assert.reverts(unknown, p.market, 'ERC721NonexistentToken', [99n]);
    await assert.reverts(p.market.read.seatOf([99n, 0n]), p.market, 'ERC721NonexistentToken', [99n]);
  });

  it('covers nobody once the licence is over, and again after its renewal', async () => {
    const offer = await makeOffer(p, { seats: 1, duration: 1000 });
    licenseId = await buyLicense(p, offer);
    await assign(0, FIRST);
    await time.increase(1000);
    expect(await covers(FIRST)).toBe(false);
    await p.market.write.renew([licenseId, offer.terms, offer.terms.price], { value: offer.terms.price });
    expect(await covers(FIRST)).toBe(true);
  });
});

describe('a licence that moves', () => {
  it('empties its seats, which keep cooling down', async () => {
    await assign(0, FIRST);
    const free = BigInt((await time.latest()) + DAY);
    await move(p.accounts.buyer, p.accounts.stranger);
    expect(await covers(FIRST)).toBe(false);
    expect(await seatOf(0)).toEqual([zeroAddress, 0n, free]);
    const by = p.accounts.stranger;
    await assert.reverts(assign(0, SECOND, { by }), p.market, 'LicenseMarket_SeatCoolingDown', [
      licenseId,
      0n,
      free,
    ]);
    await assign(1, SECOND, { by });
    expect(await covers(SECOND)).toBe(true);
    await time.increaseTo(free);
    await assign(0, FIRST, { by });
    expect(await covers(FIRST)).toBe(true);
  });

  it('takes no seat in the second in which it moved, lest the seat outlive the move', async () => {
    const { buyer, stranger } = p.accounts;
    const [moved, assigned] = await inOneBlock(
      () => move(buyer, stranger),
      () =>
        p.market.write.assignSeat([licenseId, 0n, FIRST, BigInt(NO_EXPIRY)], {
          account: stranger.account,
          gas: 1_000_000n,
        }),
    );
    expect([moved, assigned]).toEqual(['success', 'reverted']);
    await assign(0, FIRST, { by: stranger });
    expect(await covers(FIRST)).toBe(true);
  });

  it('ends a seat that was given in the same second', async () => {
    const { buyer, stranger } = p.accounts;
    await inOneBlock(
      () =>
        p.market.write.assignSeat([licenseId, 0n, FIRST, BigInt(NO_EXPIRY)], {
          account: buyer.account,
          gas: 1_000_000n,
        }),
      () => move(buyer, stranger),
    );
    expect((await seatOf(0))[0]).toBe(zeroAddress);
    expect(await covers(FIRST)).toBe(false);
  });

  it('keeps a seat shut for that second also when its cool-down ends in it', async () => {
    await assign(0, FIRST);
    const free = (await time.latest()) + DAY;
    await time.setNextBlockTimestamp(free);
    await move(p.accounts.buyer, p.accounts.stranger);
    expect(await seatOf(0)).toEqual([zeroAddress, 0n, BigInt(free + 1)]);
  });

  it('moves again after the cool-down only', async () => {
    const { buyer, stranger } = p.accounts;
    await move(buyer, stranger);
    const until = (await time.latest()) + DAY;
    await time.setNextBlockTimestamp(until - 1);
    await assert.reverts(move(stranger, buyer), p.market, 'LicenseMarket_TransferCoolingDown', [
      licenseId,
      BigInt(until),
    ]);
    await time.setNextBlockTimestamp(until);
    await move(stranger, buyer);
    expect(await p.market.read.ownerOf([licenseId])).toBe(address('buyer'));
  });

  it('lets the owner of a licence with DERIVE, and its seats, derive from a licensed asset', async () => {
    const base = await registerAsset(p, 'base', { policy: 1 });
    licenseId = await buyLicense(p, await makeOffer(p, { assetId: base, seats: 1, rights: ALL }));
    await assign(0, address('stranger'));
    const by = p.accounts.stranger;
    expect(await registerAsset(p, 'derived', { by, parents: [base], licenseId })).toBe(3n);
    await clear(0);
    const refused = registerAsset(p, 'derived again', { by, parents: [base], licenseId });
    const facts = [base, licenseId, address('stranger')] as const;
    await assert.reverts(refused, p.assets, 'AssetRegistry_DerivationUnlicensed', [...facts]);
  });
});

/** Names of the market's events in a transaction. */
async function eventsOf(sent: Promise<`0x${string}`>) {
  const { logs } = await p.publicClient.getTransactionReceipt({ hash: await sent });
  return parseEventLogs({ abi: p.market.abi, logs }).map(({ eventName }) => eventName);
}

/** Sends transactions that are mined together. @returns how each ended. */
async function inOneBlock(...send: (() => Promise<`0x${string}`>)[]) {
  const setAutomine = (on: boolean) => chain.provider.request({ method: 'evm_setAutomine', params: [on] });
  const hashes: `0x${string}`[] = [];
  await setAutomine(false);
  try {
    for (const transaction of send) hashes.push(await transaction());
    await chain.networkHelpers.mine();
  } finally {
    await setAutomine(true);
  }
  const receipts = await Promise.all(hashes.map((hash) => p.publicClient.getTransactionReceipt({ hash })));
  return receipts.map(({ status }) => status);
}
