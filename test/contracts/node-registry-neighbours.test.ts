import { classId } from '@cultivar/sdk/spec';
import { getAddress } from 'viem';
import { beforeEach, expect, it } from 'vitest';
import { registerNode } from './support/act.ts';
import { digest } from './support/digest.ts';
import { NODES, walletOf } from './support/escrow-stage.ts';
import { chain, CLASS_NAME, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const CLASS = classId(CLASS_NAME);
const UNIT = NODES.ticketUnitWei;
let p: Protocol;
let neighbour: string;
// A node with four tickets, and right behind them those of another.
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await p.nodes.write.register([digest('node'), [CLASS]], { ...byNode(), value: 4n * UNIT });
  const wallet = await walletOf('neighbour');
  neighbour = getAddress(wallet.account.address);
  await registerNode(p, wallet);
});
const byNode = () => ({ account: p.accounts.node.account });
const node = () => getAddress(p.accounts.node.account.address);
async function ordinalsOf(account: string) {
  const { tickets } = await p.nodes.read.classOf([CLASS]);
  const places = Array.from({ length: tickets }, (_, place) => p.nodes.read.ticketAt([CLASS, BigInt(place)]));
  return (await Promise.all(places))
    .filter((ticket) => ticket.node === account)
    .map(({ ordinal }) => ordinal);
}

it('leaves a neighbour’s tickets alone where those without stake are cleared', async () => {
  const before = await ordinalsOf(neighbour);
  expect(before).not.toEqual([]);
  await p.nodes.write.unbond([UNIT], byNode());
  await p.nodes.write.clearTickets([node(), CLASS]);
  expect(await ordinalsOf(node())).toEqual([0, 1, 2]);
  expect(await ordinalsOf(neighbour)).toEqual(before);
});

it('leaves a neighbour’s tickets alone where a node writes fewer, or more', async () => {
  const before = await ordinalsOf(neighbour);
  await p.nodes.write.unbond([UNIT], byNode());
  await p.nodes.write.renewTickets([CLASS], byNode());
  expect(await ordinalsOf(node())).toEqual([0, 1, 2]);
  expect(await ordinalsOf(neighbour)).toEqual(before);
  await p.nodes.write.addStake({ ...byNode(), value: 3n * UNIT });
  await p.nodes.write.renewTickets([CLASS], byNode());
  expect(await ordinalsOf(node())).toEqual([0, 1, 2, 3, 4, 5]);
  expect(await ordinalsOf(neighbour)).toEqual(before);
});

it('leaves a neighbour’s tickets alone where a node leaves the class', async () => {
  const before = await ordinalsOf(neighbour);
  await p.nodes.write.leaveClass([CLASS], byNode());
  expect(await ordinalsOf(node())).toEqual([]);
  expect(await ordinalsOf(neighbour)).toEqual(before);
});

it('counts a node with a single ticket while it has it', async () => {
  const eligible = async () => (await p.nodes.read.classOf([CLASS])).eligibleNodes;
  const { account } = await walletOf('single');
  const before = await eligible();
  await p.nodes.write.register([digest('node'), [CLASS]], { account, value: UNIT });
  expect(await eligible()).toBe(before + 1);
  await p.nodes.write.leaveClass([CLASS], { account });
  expect(await eligible()).toBe(before);
});
