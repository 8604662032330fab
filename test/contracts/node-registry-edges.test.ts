import { classId } from '@cultivar/sdk/spec';
import { getAddress, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import type { Wallet } from './support/contract.ts';
import { digest } from './support/digest.ts';
import { actAs, NODES, walletOf } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const UNIT = NODES.ticketUnitWei;
const BURNT = '0x000000000000000000000000000000000000dEaD';
/** `ITreasury.Reason.Burn`. */
const REASON_BURN = 7;
let p: Protocol;
let first: Wallet;
let second: Wallet;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  first = p.accounts.node;
  second = await walletOf('second');
});
const addressOf = (wallet: Wallet) => getAddress(wallet.account.address);
const join = ({ account }: Wallet, units: bigint) =>
  p.nodes.write.register([digest('node'), [CLASS]], { account, value: units * UNIT });
const takeOut = ({ account }: Wallet, units: bigint) => p.nodes.write.unbond([units * UNIT], { account });
const owners = async () => {
  const { tickets } = await p.nodes.read.classOf([CLASS]);
  const list = Array.from({ length: tickets }, (_, i) => p.nodes.read.ticketAt([CLASS, BigInt(i)]));
  return (await Promise.all(list)).map(({ node }) => node);
};

describe('one node among others', () => {
  beforeEach(async () => {
    await join(first, 4n);
    await join(second, 3n);
  });

  it('renews fewer tickets without touching those of the next', async () => {
    await takeOut(first, 3n);
    await p.nodes.write.renewTickets([CLASS], { account: first.account });
    const [a, b] = [addressOf(first), addressOf(second)];
    expect(await owners()).toEqual([a, zeroAddress, zeroAddress, zeroAddress, b, b, b]);
  });

  it('loses its own tickets and no other’s when they are cleared', async () => {
    await takeOut(second, 2n);
    await p.nodes.write.clearTickets([addressOf(second), CLASS]);
    const [a, b] = [addressOf(first), addressOf(second)];
    expect(await owners()).toEqual([a, a, a, a, b, zeroAddress, zeroAddress]);
  });
});

describe('a bond', () => {
  it('is refused beyond what earlier bonds have left free', async () => {
    await join(first, 4n);
    const escrow = { account: (await actAs(p.escrow.address)).account };
    await p.nodes.write.lock([addressOf(first), CLASS, 3n * UNIT], escrow);
    const call = p.nodes.write.lock([addressOf(first), CLASS, UNIT + 1n], escrow);
    const facts = [addressOf(first), UNIT, UNIT + 1n] as const;
    await assert.reverts(call, p.nodes, 'NodeRegistry_InsufficientStake', [...facts]);
    await p.nodes.write.lock([addressOf(first), CLASS, UNIT], escrow);
    expect((await p.nodes.read.nodeOf([addressOf(first)])).locked).toBe(4n * UNIT);
  });
});

describe('stake', () => {
  it('that was withdrawn leaves no time behind', async () => {
    await join(first, 4n);
    await takeOut(first, 4n);
    await chain.networkHelpers.time.increase(NODES.unbondingSeconds);
    await p.nodes.write.withdrawStake({ account: first.account });
    const node = await p.nodes.read.nodeOf([addressOf(first)]);
    expect(node).toMatchObject({ stake: 0n, unbonding: 0n, unbondedAt: 0 });
  });

  it('that is slashed is burnt for no asset’s sake', async () => {
    await join(first, 4n);
    const escrow = { account: (await actAs(p.escrow.address)).account };
    await p.nodes.write.lock([addressOf(first), CLASS, 5n], escrow);
    const call = p.nodes.write.slash([addressOf(first), 5n, [], 7n], escrow);
    await assert.emits(call, p.treasury, 'Credited', [BURNT, zeroAddress, REASON_BURN, 7n, 0n, 5n]);
  });
});
