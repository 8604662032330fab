import { getAddress, parseEther, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, creditOf, makeOffer, registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { actAs } from './support/escrow-stage.ts';
import { deployHostilePayee, deployToken } from './support/mock.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const ONE = parseEther('1');
/** `HostilePayee.Manner`. */
const MANNER = { Accept: 0, Refuse: 1, Reenter: 2 };
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  await buyLicense(p, await makeOffer(p));
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const byPublisher = () => ({ account: p.accounts.publisher.account });
const EARNED = (ONE * 39n) / 40n;

describe('withdraw', () => {
  it('sends a part of the caller’s credit where the caller says', async () => {
    const call = p.treasury.write.withdraw([NATIVE, address('stranger'), 5n], byPublisher());
    await assert.emits(call, p.treasury, 'Withdrawn', [
      address('publisher'),
      NATIVE,
      address('stranger'),
      5n,
    ]);
    await assert.moves(call, [
      { address: address('stranger'), amount: 5n },
      { address: p.treasury.address, amount: -5n },
    ]);
    expect(await creditOf(p, address('publisher'))).toBe(EARNED - 5n);
  });

  it('refuses more than the credit', async () => {
    const call = p.treasury.write.withdraw([NATIVE, address('publisher'), EARNED + 1n], byPublisher());
    const facts = [address('publisher'), NATIVE, EARNED, EARNED + 1n] as const;
    await assert.reverts(call, p.treasury, 'Treasury_InsufficientCredit', [...facts]);
  });

  it('refuses to send to nobody', async () => {
    const call = p.treasury.write.withdraw([NATIVE, zeroAddress, 1n], byPublisher());
    await assert.reverts(call, p.treasury, 'Treasury_ZeroRecipient', []);
  });

  it('sends tokens', async () => {
    const token = await deployToken('TestToken');
    await p.treasury.write.allowCurrency([token.address, true]);
    const { buyer } = p.accounts;
    await token.write.mint([buyer.account.address, 1000n]);
    await token.write.approve([p.treasury.address, 1000n], { account: buyer.account });
    await buyLicense(p, await makeOffer(p, { currency: token.address, price: 1000n }));
    // Leaving the list stops payments, never withdrawals.
    await p.treasury.write.allowCurrency([token.address, false]);
    await p.treasury.write.withdraw([token.address, address('stranger'), 975n], byPublisher());
    expect(await token.read.balanceOf([address('stranger')])).toBe(975n);
  });
});

describe('a hostile payee', () => {
  it('that refuses money neither stops a sale nor loses its credit', async () => {
    const { payee, credit } = await hostileAncestor();
    await payee.write.setManner([MANNER.Refuse]);
    const call = payee.write.withdraw([credit]);
    await assert.reverts(call, p.treasury, 'Treasury_PaymentRefused', [getAddress(payee.address), credit]);
    expect(await creditOf(p, payee.address)).toBe(credit);
    await payee.write.setManner([MANNER.Accept]);
    await payee.write.withdraw([credit]);
    expect(await creditOf(p, payee.address)).toBe(0n);
  });

  it('that comes back while it is paid gets nothing', async () => {
    const { payee, credit } = await hostileAncestor();
    await payee.write.setManner([MANNER.Reenter]);
    const call = payee.write.withdraw([credit - 1n]);
    await assert.reverts(call, p.treasury, 'Treasury_PaymentRefused', [
      getAddress(payee.address),
      credit - 1n,
    ]);
    expect(await creditOf(p, payee.address)).toBe(credit);
  });

  /** An asset of a contract is an ancestor of an asset that was sold once. */
  async function hostileAncestor() {
    const payee = await deployHostilePayee(p.treasury.address);
    await payee.write.register([p.assets.address, digest('hostile'), 1000]);
    const base = await p.assets.read.assetCount();
    const assetId = await registerAsset(p, 'derived', { parents: [base] });
    await buyLicense(p, await makeOffer(p, { assetId }));
    const credit = await creditOf(p, payee.address);
    expect(credit).toBe(ONE / 10n);
    return { payee, credit };
  }
});

describe('escrow', () => {
  it('is held and released by Disputes as by the escrow', async () => {
    for (const { address: holder } of [p.disputes, p.escrow]) {
      const before = await p.treasury.read.escrowed([NATIVE]);
      const by = { account: (await actAs(holder)).account };
      await p.treasury.write.hold([NATIVE, holder, 9n], { ...by, value: 9n });
      expect(await p.treasury.read.escrowed([NATIVE])).toBe(before + 9n);
      const credits = [
        { account: address('stranger'), amount: 4n, reason: 9, assetId: 0n },
        { account: address('buyer'), amount: 5n, reason: 11, assetId: 0n },
      ];
      const call = p.treasury.write.release([NATIVE, credits, 3n], by);
      await assert.emits(call, p.treasury, 'Credited', [address('stranger'), NATIVE, 9, 3n, 0n, 4n]);
      await assert.emits(call, p.treasury, 'Credited', [address('buyer'), NATIVE, 11, 3n, 0n, 5n]);
      expect(await p.treasury.read.escrowed([NATIVE])).toBe(before);
    }
    expect(await creditOf(p, address('stranger'))).toBe(8n);
  });

  it('takes exactly the value that it is told of', async () => {
    const by = { account: (await actAs(p.disputes.address)).account };
    const call = p.treasury.write.hold([NATIVE, p.disputes.address, 9n], { ...by, value: 8n });
    await assert.reverts(call, p.treasury, 'Treasury_WrongValue', [9n, 8n]);
  });

  it('never releases more than it holds', async () => {
    const by = { account: (await actAs(p.disputes.address)).account };
    const credits = [{ account: address('stranger'), amount: 1n, reason: 11, assetId: 0n }];
    await expect(p.treasury.write.release([NATIVE, credits, 1n], by)).rejects.toThrow(/0x11/);
  });

  it('burns the rest of a slashed stake, and books no more than it', async () => {
    const by = { account: (await actAs(p.nodes.address)).account };
    await p.treasury.write.holdStake({ ...by, value: 10n });
    const credit = (amount: bigint) => [{ account: address('stranger'), amount, reason: 6, assetId: 0n }];
    const over = p.treasury.write.slashStake([10n, credit(11n), 1n], by);
    await assert.reverts(over, p.treasury, 'Treasury_CreditsExceedStake', [11n, 10n]);
    await p.treasury.write.slashStake([10n, credit(7n), 1n], by);
    expect(await creditOf(p, await p.treasury.read.BURNT())).toBe(3n);
    expect(await p.treasury.read.staked()).toBe(0n);
  });
});

describe('currencies', () => {
  it('are listed by governance alone', async () => {
    const token = await deployToken('TestToken');
    const call = p.treasury.write.allowCurrency([token.address, true]);
    await assert.emits(call, p.treasury, 'CurrencyAllowed', [getAddress(token.address), true]);
    expect(await p.treasury.read.isAllowed([token.address])).toBe(true);
    expect(await p.treasury.read.isAllowed([NATIVE])).toBe(true);
    const stranger = p.treasury.write.allowCurrency([token.address, false], byPublisher());
    await assert.reverts(stranger, p.treasury, 'AccessManagedUnauthorized', [address('publisher')]);
  });

  it('that take a fee are refused', async () => {
    const { buy, token } = await offerIn('FeeToken');
    await assert.reverts(buy(), p.treasury, 'Treasury_WrongTransfer', [
      getAddress(token.address),
      1000n,
      990n,
    ]);
  });

  it('that answer false are refused', async () => {
    const { buy, token } = await offerIn('FalseToken');
    await assert.reverts(buy(), p.treasury, 'SafeERC20FailedOperation', [getAddress(token.address)]);
  });

  it('move nothing for what is free', async () => {
    const { buy } = await offerIn('FalseToken', 0n);
    const licenseId = await buy();
    expect(await p.market.read.ownerOf([licenseId])).toBe(address('buyer'));
    expect(await p.treasury.getEvents.Credited()).toEqual([]);
  });

  it('that left the list are refused even for what is free', async () => {
    const { buy, token } = await offerIn('TestToken', 0n);
    await p.treasury.write.allowCurrency([token.address, false]);
    await assert.reverts(buy(), p.treasury, 'Treasury_CurrencyNotAllowed', [getAddress(token.address)]);
  });

  it('that left the list are refused, also under an offer made before', async () => {
    const { buy, token } = await offerIn('TestToken');
    await p.treasury.write.allowCurrency([token.address, false]);
    await assert.reverts(buy(), p.treasury, 'Treasury_CurrencyNotAllowed', [getAddress(token.address)]);
  });

  async function offerIn(name: 'TestToken' | 'FeeToken' | 'FalseToken', price = 1000n) {
    const token = await deployToken(name);
    await p.treasury.write.allowCurrency([token.address, true]);
    const { buyer } = p.accounts;
    await token.write.mint([buyer.account.address, 1000n]);
    await token.write.approve([p.treasury.address, 1000n], { account: buyer.account });
    const offer = await makeOffer(p, { currency: token.address, price });
    return { token, buy: () => buyLicense(p, offer) };
  }
});

describe('access', () => {
  it('lets nobody but the core book', async () => {
    const caller = address('publisher');
    const by = byPublisher();
    const [market, escrow, nodes] = [p.market, p.escrow, p.nodes].map(({ address: a }) => getAddress(a)) as [
      `0x${string}`,
      `0x${string}`,
      `0x${string}`,
    ];
    const attempts = [
      [() => p.treasury.write.collect([NATIVE, caller, [], 0n], by), market],
      [() => p.treasury.write.settle([1n, NATIVE, caller, 1n, 0n, caller, 0n], by), escrow],
      [() => p.treasury.write.refund([1n, NATIVE, caller, 1n], by), escrow],
      [() => p.treasury.write.holdStake(by), nodes],
      [() => p.treasury.write.releaseStake([caller, 1n], by), nodes],
      [() => p.treasury.write.slashStake([1n, [], 1n], by), nodes],
    ] as const;
    for (const [call, expected] of attempts) {
      await assert.reverts(call(), p.treasury, 'Treasury_NotCore', [caller, expected]);
    }
  });

  it('lets the escrow and Disputes alone hold and release', async () => {
    const caller = address('publisher');
    const calls = [
      () => p.treasury.write.hold([NATIVE, caller, 0n], byPublisher()),
      () => p.treasury.write.release([NATIVE, [], 1n], byPublisher()),
    ];
    for (const call of calls) await assert.reverts(call(), p.treasury, 'Treasury_NotEscrowHolder', [caller]);
  });

  it('pays the protocol’s fees out to whom governance says', async () => {
    const fees = ONE - EARNED;
    const call = p.treasury.write.withdrawFees([NATIVE, address('stranger'), fees]);
    await assert.moves(call, [{ address: address('stranger'), amount: fees }]);
    const thief = p.treasury.write.withdrawFees([NATIVE, address('publisher'), 1n], byPublisher());
    await assert.reverts(thief, p.treasury, 'AccessManagedUnauthorized', [address('publisher')]);
  });
});
