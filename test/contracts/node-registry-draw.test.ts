import { classId } from '@cultivar/sdk/spec';
import { encodeAbiParameters, getAddress, keccak256, parseEventLogs } from 'viem';
import type { Address, Hex } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import type { Wallet } from './support/contract.ts';
import { digest } from './support/digest.ts';
import { actAs, NODES, walletOf } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const UNIT = NODES.ticketUnitWei;
const SLICE = UNIT / 10n;
const { loadFixture, time } = chain.networkHelpers;

/** Six nodes; node i has i + 1 tickets. */
async function sixNodes() {
  const p = await protocol();
  const wallets: Wallet[] = [];
  for (let i = 0; i < 6; i += 1) {
    const wallet = await walletOf(`drawn ${i}`);
    const value = BigInt(i + 1) * UNIT;
    await p.nodes.write.register([digest('node'), [CLASS]], { account: wallet.account, value });
    wallets.push(wallet);
  }
  return { p, wallets, disputes: await actAs(p.disputes.address) };
}

let p: Protocol;
let wallets: Wallet[];
let disputes: Wallet;
beforeEach(async () => {
  ({ p, wallets, disputes } = await loadFixture(sixNodes));
});
const addressOf = (i: number) => getAddress(wallets[i]!.account.address);

type Draw = {
  seed?: Hex;
  tickets?: bigint;
  asOf?: bigint;
  minimum?: bigint;
  count?: bigint;
  amount?: bigint;
  excluded?: Address[];
};

async function draw(wishes: Draw = {}) {
  const { seed = digest('seed'), minimum = 3n, count = 3n, amount = SLICE, excluded = [] } = wishes;
  const tickets = wishes.tickets ?? BigInt((await p.nodes.read.classOf([CLASS])).tickets);
  const asOf = wishes.asOf ?? BigInt(await time.latest());
  const args = [7n, CLASS, seed, tickets, asOf, minimum, count, amount, excluded] as const;
  return p.nodes.write.draw(args, { account: disputes.account });
}

/** The nodes that a draw locked, in order. */
async function drawnBy(hash: Promise<Hex>): Promise<Address[]> {
  const { logs } = await p.publicClient.getTransactionReceipt({ hash: await hash });
  return parseEventLogs({ abi: p.nodes.abi, logs, eventName: 'DutyLocked' }).map(({ args }) => args.node);
}

const lockedOf = async (account: Address) => (await p.nodes.read.nodeOf([account])).locked;

/** What the draw is by its documentation: the places in the order that the seed gives, each node once. */
async function expected(seed: Hex, count: number, skip: readonly Address[] = []): Promise<Address[]> {
  const { tickets } = await p.nodes.read.classOf([CLASS]);
  const found: Address[] = [];
  for (let i = 0n; found.length < count; i += 1n) {
    const hash = keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [seed, i]));
    const { node } = await p.nodes.read.ticketAt([CLASS, BigInt(hash) % BigInt(tickets)]);
    if (!found.includes(node) && !skip.includes(node)) found.push(node);
  }
  return found;
}

describe('a draw', () => {
  it('takes the tickets that the seed names, each node once, and locks what a duty may cost', async () => {
    for (const name of ['one', 'two', 'three']) {
      const seed = digest(name);
      const nodes = await expected(seed, 3);
      const hash = draw({ seed });
      expect(await drawnBy(hash)).toEqual(nodes);
      await p.nodes.write.releaseDuty([7n, nodes, SLICE], { account: disputes.account });
    }
  });

  it('locks as much of each, until the duty is released', async () => {
    const nodes = await drawnBy(draw({ count: 6n, minimum: 6n }));
    expect(nodes.toSorted()).toEqual(wallets.map((_, i) => addressOf(i)).toSorted());
    for (const account of nodes) expect(await lockedOf(account)).toBe(SLICE);
    const call = p.nodes.write.releaseDuty([7n, nodes, SLICE], { account: disputes.account });
    for (const account of nodes) await assert.emits(call, p.nodes, 'DutyReleased', [account, 7n, SLICE]);
    for (const account of nodes) expect(await lockedOf(account)).toBe(0n);
  });

  it('returns its nodes in order', async () => {
    const seed = digest('returned');
    const { tickets } = await p.nodes.read.classOf([CLASS]);
    const asOf = BigInt(await time.latest());
    const args = [7n, CLASS, seed, BigInt(tickets), asOf, 1n, 4n, SLICE, []] as const;
    const { result } = await p.nodes.simulate.draw(args, { account: disputes.account.address });
    expect(result).toEqual(await expected(seed, 4));
  });

  it('never takes those that are excluded', async () => {
    const excluded = [addressOf(4), addressOf(5)];
    const nodes = await drawnBy(draw({ count: 4n, minimum: 4n, excluded }));
    expect(nodes).toEqual(await expected(digest('seed'), 4, excluded));
    expect(nodes).not.toContain(addressOf(4));
    expect(nodes).not.toContain(addressOf(5));
  });

  it('takes fewer where there are not more, but not fewer than its minimum', async () => {
    const excluded = [0, 1, 2].map(addressOf);
    expect(await drawnBy(draw({ count: 6n, minimum: 3n, excluded }))).toHaveLength(3);
    const call = draw({ count: 6n, minimum: 4n, excluded });
    await assert.reverts(call, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 3n, 4n]);
  });

  it('finds nobody in an empty list', async () => {
    const call = draw({ tickets: 0n, minimum: 1n });
    await assert.reverts(call, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 0n, 1n]);
  });

  it('goes on while paused', async () => {
    await p.nodes.write.pause();
    const nodes = await drawnBy(draw());
    await p.nodes.write.releaseDuty([7n, nodes, SLICE], { account: disputes.account });
    await p.nodes.write.unpause();
  });
});

describe('a ticket counts', () => {
  it('only while its node serves the class', async () => {
    await p.nodes.write.leaveClass([CLASS], { account: wallets[5]!.account });
    const nodes = await drawnBy(draw({ count: 6n, minimum: 5n }));
    expect(nodes).toHaveLength(5);
    expect(nodes).not.toContain(addressOf(5));
  });

  it('only where it was written before the draw was caused', async () => {
    const asOf = BigInt(await time.latest());
    await time.increase(10);
    await p.nodes.write.renewTickets([CLASS], { account: wallets[5]!.account });
    const nodes = await drawnBy(draw({ count: 6n, minimum: 5n, asOf }));
    expect(nodes).not.toContain(addressOf(5));
  });

  it('only within the length that the list had then', async () => {
    const late = await walletOf('late');
    await p.nodes.write.register([digest('node'), [CLASS]], { account: late.account, value: 8n * UNIT });
    const nodes = await drawnBy(draw({ count: 6n, minimum: 6n, tickets: 21n }));
    expect(nodes).not.toContain(getAddress(late.account.address));
  });

  it('only at its age', async () => {
    await p.nodes.write.setMinTicketAge([1000]);
    const young = draw({ minimum: 1n });
    await assert.reverts(young, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 0n, 1n]);
    const { since } = await p.nodes.read.ticketAt([CLASS, 20n]);
    expect(await drawnBy(draw({ count: 6n, minimum: 6n, asOf: BigInt(since) + 1000n }))).toHaveLength(6);
  });

  it('only with the stake behind it: ticket k needs k + 1 units', async () => {
    // All but the last node leave; it keeps one unit, behind one of its six tickets.
    for (const wallet of wallets.slice(0, 5)) {
      await p.nodes.write.leaveClass([CLASS], { account: wallet.account });
    }
    await p.nodes.write.unbond([5n * UNIT], { account: wallets[5]!.account });
    const { firstTicket } = await p.nodes.read.membershipOf([addressOf(5), CLASS]);
    // A list that ends before the first ticket, and one that holds it alone of the six.
    const none = draw({ tickets: BigInt(firstTicket), minimum: 1n, count: 1n });
    await assert.reverts(none, p.nodes, 'NodeRegistry_TooFewJurors', [CLASS, 0n, 1n]);
    expect(await drawnBy(draw({ minimum: 1n, count: 1n }))).toEqual([addressOf(5)]);
    const { tickets } = await p.nodes.read.membershipOf([addressOf(5), CLASS]);
    expect(tickets).toBe(6);
  });

  it('only where its node can lock what the duty may cost', async () => {
    const escrow = { account: (await actAs(p.escrow.address)).account };
    await p.nodes.write.lock([addressOf(0), CLASS, UNIT - SLICE + 1n], escrow);
    await p.nodes.write.lock([addressOf(1), CLASS, 2n * UNIT - SLICE], escrow);
    const nodes = await drawnBy(draw({ count: 6n, minimum: 5n }));
    expect(nodes).not.toContain(addressOf(0));
    expect(nodes).toContain(addressOf(1));
  });
});

describe('clearing one’s own tickets after the seed is known', () => {
  it('never brings a coalition to more seats', async () => {
    const seed = digest('known');
    const coalition = [3, 4, 5].map(addressOf);
    const seatsOf = (nodes: Address[]) => nodes.filter((node) => coalition.includes(node)).length;
    const snapshot = await chain.networkHelpers.takeSnapshot();
    const honest = seatsOf(await drawnBy(draw({ seed })));
    await snapshot.restore();
    for (const leaver of [3, 4, 5]) {
      const before = await chain.networkHelpers.takeSnapshot();
      await p.nodes.write.leaveClass([CLASS], { account: wallets[leaver]!.account });
      expect(seatsOf(await drawnBy(draw({ seed })))).toBeLessThanOrEqual(honest);
      await before.restore();
    }
  });
});
