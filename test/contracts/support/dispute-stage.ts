import { classId } from '@cultivar/sdk/spec';
import { getAddress, keccak256, parseEther, toHex } from 'viem';
import type { Address } from 'viem';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { registerNode } from './act.ts';
import type { Wallet } from './contract.ts';
import { chain, CLASS_NAME, protocol } from './protocol.ts';
import type { Protocol } from './protocol.ts';

/** Nodes of the class besides the one that does the jobs. */
const JURORS = 16;

/** `INodeRegistry.ClassStatus`. */
export const CLASS_STATUS = { Unknown: 0, Slashable: 1, Provisional: 2, Retired: 3 } as const;

/** The parameters under which disputes are played. */
export const PARAMETERS = localnetParameters([CLASS_NAME]);

const jurors: Wallet[] = [];
for (let i = 0; i < JURORS; i++) {
  const address = getAddress(`0x${keccak256(toHex(`juror ${i}`)).slice(26)}`);
  await chain.networkHelpers.impersonateAccount(address);
  jurors.push((await chain.viem.getWalletClient(address)) as Wallet);
}

/** The protocol with a slashable class: 17 nodes serve it, one of them does the jobs. */
export type DisputeStage = Protocol & {
  jurors: readonly Wallet[];
  /** The wallet of a node that was drawn. */
  drawn(address: Address): Wallet;
};

/** Fixture: everybody is registered, nothing was requested. */
export async function disputeStage(): Promise<DisputeStage> {
  const p = await protocol();
  await p.nodes.write.setClassStatus([classId(CLASS_NAME), CLASS_STATUS.Slashable]);
  await registerNode(p);
  for (const juror of jurors) {
    await chain.networkHelpers.setBalance(juror.account.address, parseEther('1000'));
    await registerNode(p, juror);
  }
  return { ...p, jurors, drawn };
}

function drawn(address: Address): Wallet {
  const wallet = jurors.find((juror) => juror.account.address === getAddress(address));
  if (!wallet) throw new RangeError(`${address} is no juror of the stage`);
  return wallet;
}
