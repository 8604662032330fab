import {
  assignSeat,
  buyLicense,
  buyLicenseWithVoucher,
  cancelVouchers,
  clearSeat,
  eventIn,
  makeOffer,
  readLicense,
  readOfferTerms,
  readSeat,
  readUnits,
  redeemReceipts,
  renewLicense,
  signReceipt,
  signVoucher,
} from '@cultivar/sdk';
import type { MakeOfferParameters } from '@cultivar/sdk';
import {
  accountEntityId,
  accountPageDocument,
  activityFeedDocument,
  entityId,
  licensePageDocument,
  nonceListDocument,
} from '@cultivar/sdk/graphql';
import type { Hash } from 'viem';
import { testActions } from 'viem';
import { expect, it } from 'vitest';
import type { Wallet } from './indexed-market.ts';
import { giveLicense } from './support/give-license.ts';
import type { IndexStage } from './support/index-stage.ts';
import { MISSING_DIGEST } from './support/missing-digest.ts';

const DAY_SECONDS = 86_400;

/** What the index tells of a licence's seats, units, end and vouchers, held against what the chain says. */
export function licenseCases(stage: IndexStage): void {
  /** The one that later cases go on with: timed, metered and with seats. */
  let licenseId: bigint;
  let offerId: bigint;
  const wallet = (name: 'holder' | 'guest' | 'other') =>
    stage.market.wallet({ holder: 5, guest: 6, other: 7 }[name]);
  const mined = async (hash: Promise<Hash>) => {
    const sent = await hash;
    await miner().mine({ blocks: 1 });
    return stage.market.mined(sent);
  };
  const miner = () => stage.market.reader.extend(testActions({ mode: 'anvil' }));

  async function offered(parameters: Partial<MakeOfferParameters>): Promise<bigint> {
    const { market, publisher, baseId } = stage;
    const { deployment } = market;
    const base = { assetId: baseId, seller: publisher.account.address, textDigest: MISSING_DIGEST };
    const made = await mined(
      makeOffer(publisher, { deployment, ...base, price: 5n, rights: [], ...parameters }),
    );
    return eventIn(deployment, made, 'licenseMarket', 'OfferMade').offerId;
  }

  /** The licence as the index has it, once it has everything that is mined. */
  async function indexed() {
    const { market } = stage;
    await market.caughtUp();
    const { licenses } = await market.ask(licensePageDocument, { offer: entityId(offerId), serial: '1' });
    return licenses[0]!;
  }

  /** Holds every seat that the index knows against the chain. */
  async function expectSeatsOfChain(): Promise<void> {
    const { market } = stage;
    const { deployment, reader } = market;
    const { seats } = await indexed();
    const { timestamp } = await reader.getBlock();
    for (const seat of seats) {
      const facts = await readSeat(reader, { deployment, licenseId, seat: BigInt(seat.index) });
      const isOver = seat.expiresAt !== null && BigInt(seat.expiresAt) <= timestamp;
      expect(isOver ? undefined : seat.account?.id).toBe(facts.account?.toLowerCase());
      expect(seat.freeAt).toBe(`${facts.freeAt}`);
    }
  }

  it('knows which numbers of vouchers are used up, and how', async () => {
    const { market, publisher } = stage;
    const { deployment, reader } = market;
    const holder = wallet('holder');
    offerId = await offered({ durationSeconds: 30 * DAY_SECONDS, seats: 3, uses: 10, rights: ['transfer'] });
    const terms = await readOfferTerms(reader, { deployment, offerId });
    const recipient = holder.account.address;
    const voucher = { offerId, recipient, quantity: 1, price: 2n, expiresAt: 99_999_999_999, nonce: 300n };
    const signature = await signVoucher(publisher, { deployment, voucher });
    const bought = await mined(buyLicenseWithVoucher(holder, { deployment, terms, voucher, signature }));
    licenseId = eventIn(deployment, bought, 'licenseMarket', 'LicenseBought').licenseId;
    await mined(cancelVouchers(publisher, { deployment, nonces: [300n, 301n] }));
    await market.caughtUp();
    const seller = accountEntityId(publisher.account.address);
    const { nonces } = await market.ask(nonceListDocument, { where: { seller } });
    expect(nonces.toSorted((a, b) => Number(a.nonce) - Number(b.nonce))).toMatchObject([
      { nonce: '300', isUsed: true, offer: { offerId: `${offerId}` }, endedTx: bought.transactionHash },
      { nonce: '301', isUsed: false, offer: null },
    ]);
  });

  it('says who has a seat, and from when on it takes somebody else', async () => {
    const { market } = stage;
    const { deployment } = market;
    const [holder, guest] = [wallet('holder'), wallet('guest').account.address];
    expect(await indexed()).toMatchObject({ seatCount: 3, seats: [] });
    await mined(assignSeat(holder, { deployment, licenseId, seat: 0n, account: guest }));
    const other = wallet('other').account.address;
    await mined(assignSeat(holder, { deployment, licenseId, seat: 2n, account: other }));
    await mined(clearSeat(holder, { deployment, licenseId, seat: 2n }));
    expect((await indexed()).seats).toMatchObject([
      { index: 0, account: { id: accountEntityId(guest) }, expiresAt: null },
      { index: 2, account: null },
    ]);
    await expectSeatsOfChain();
    const { account } = await market.ask(accountPageDocument, { id: accountEntityId(guest) });
    expect(account!.seats).toMatchObject([{ index: 0, license: { licenseId: `${licenseId}` } }]);
  });

  it('lets whoever has a seat keep its clock, and starts it anew once their time was over', async () => {
    const { market } = stage;
    const { deployment, reader } = market;
    const [holder, guest] = [wallet('holder'), wallet('guest').account.address];
    const giveForTenMinutes = async () => {
      const expiresAt = (await reader.getBlock()).timestamp + 600n;
      await mined(assignSeat(holder, { deployment, licenseId, seat: 0n, account: guest, expiresAt }));
    };
    const before = (await indexed()).seats[0]!;
    await giveForTenMinutes();
    const kept = (await indexed()).seats[0]!;
    expect([kept.assignedAt, kept.freeAt]).toEqual([before.assignedAt, before.freeAt]);
    expect(kept.expiresAt).not.toBeNull();
    await expectSeatsOfChain();
    await miner().increaseTime({ seconds: DAY_SECONDS });
    await miner().mine({ blocks: 1 });
    await giveForTenMinutes();
    expect(Number((await indexed()).seats[0]!.assignedAt)).toBeGreaterThan(Number(before.freeAt));
    const third = wallet('other').account.address;
    await mined(assignSeat(holder, { deployment, licenseId, seat: 2n, account: third }));
    await expectSeatsOfChain();
  });

  it('adds up the units that each account has drawn at each server', async () => {
    const { market, node } = stage;
    const { deployment, reader } = market;
    const server = node.account.address;
    const redeemed = async (from: Wallet, units: bigint) => {
      const receipt = { licenseId, account: from.account.address, server, units };
      const signature = await signReceipt(from, { deployment, receipt });
      await mined(redeemReceipts(node, { deployment, receipts: [{ ...receipt, signature }] }));
    };
    await redeemed(wallet('holder'), 4n);
    await redeemed(wallet('guest'), 3n);
    await redeemed(wallet('holder'), 5n);
    const license = await indexed();
    expect(license.usages).toMatchObject([
      { account: { id: accountEntityId(wallet('holder').account.address) }, units: '5' },
      { account: { id: accountEntityId(wallet('guest').account.address) }, units: '3' },
    ]);
    const { used, granted } = await readUnits(reader, { deployment, licenseId });
    expect(license).toMatchObject({ usedUnits: `${used}`, grantedUnits: `${granted}`, uses: '10' });
    expect(used).toBe(8n);
  });

  it('prolongs a licence that was paid for again, and grants its units again', async () => {
    const { market } = stage;
    const { deployment, reader } = market;
    const terms = await readOfferTerms(reader, { deployment, offerId });
    await mined(renewLicense(wallet('other'), { deployment, licenseId, terms }));
    const { expiresAt } = await readLicense(reader, { deployment, licenseId });
    expect(await indexed()).toMatchObject({
      expiresAt: `${expiresAt}`,
      grantedUnits: '20',
      renewals: [{ price: '5', expiresAt: `${expiresAt}` }],
    });
  });

  it('empties the seats of a licence that has moved', async () => {
    const { market } = stage;
    const to = wallet('other').account.address;
    await mined(giveLicense(market.deployment, wallet('holder'), to, licenseId));
    const { seats, transferredAt } = await indexed();
    expect(seats.map(({ account }) => account)).toEqual([null, null]);
    expect(transferredAt).not.toBeNull();
    await expectSeatsOfChain();
    const { activities } = await market.ask(activityFeedDocument, { first: 20 });
    expect(activities.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['LICENSE_TRANSFERRED', 'UNITS_REDEEMED', 'SEAT_ASSIGNED', 'SEAT_CLEARED']),
    );
  });

  it('never lets a metered licence without end expire, renewed or not', async () => {
    const { market } = stage;
    const { deployment, reader } = market;
    const holder = wallet('holder');
    offerId = await offered({ uses: 5 });
    const terms = await readOfferTerms(reader, { deployment, offerId });
    const recipient = holder.account.address;
    const bought = await mined(buyLicense(holder, { deployment, offerId, terms, recipient }));
    licenseId = eventIn(deployment, bought, 'licenseMarket', 'LicenseBought').licenseId;
    await mined(renewLicense(holder, { deployment, licenseId, terms }));
    expect(await indexed()).toMatchObject({
      expiresAt: null,
      grantedUnits: '10',
      renewals: [{ expiresAt: null }],
    });
  });
}
