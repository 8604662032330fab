import { classId } from '@cultivar/sdk/spec';
import type { Address } from 'viem';
import type { Artifacts, DeployedContract } from './artifact.ts';
import type { Deployer } from './deployer.ts';
import type { ProtocolParameters } from './parameters/protocol-parameters.ts';

/** `INodeRegistry.ClassStatus`. */
const CLASS_STATUS = { slashable: 1, provisional: 2 } as const;

/** Sets what a fresh deployment starts with, while the deployer is its admin. */
export async function setParameters(options: {
  deployer: Deployer;
  artifacts: Artifacts;
  at: Record<DeployedContract, Address>;
  parameters: ProtocolParameters;
}): Promise<void> {
  const { deployer, artifacts, at, parameters } = options;
  const { jobs, disputes, nodes, currencies, classes, licenseFeeBps } = parameters;
  const call = (name: DeployedContract, functionName: string, args: readonly unknown[]) =>
    deployer.call(at[name], artifacts[name].abi, functionName, args);

  await call('LicenseMarket', 'setFee', [licenseFeeBps]);
  await call('NodeRegistry', 'setMinStake', [nodes.minStakeWei]);
  await call('NodeRegistry', 'setUnbondingTime', [nodes.unbondingSeconds]);
  await call('NodeRegistry', 'setTicketUnit', [nodes.ticketUnitWei]);
  await call('NodeRegistry', 'setMinTicketAge', [nodes.minTicketAgeSeconds]);
  for (const { name, status } of classes) {
    await call('NodeRegistry', 'setClassStatus', [classId(name), CLASS_STATUS[status]]);
  }
  for (const { token } of currencies) await call('Treasury', 'allowCurrency', [token, true]);
  await call('JobEscrow', 'setParameters', [
    {
      challengeWindow: jobs.challengeWindowSeconds,
      maxClaimWindow: jobs.maxClaimWindowSeconds,
      maxRunTime: jobs.maxRunTimeSeconds,
      feeBps: jobs.feeBps,
      bondBps: jobs.bondBps,
      minBond: jobs.minBondWei,
    },
    {
      openingWindow: disputes.openingWindowSeconds,
      commitWindow: disputes.commitWindowSeconds,
      revealWindow: disputes.revealWindowSeconds,
      auditWindow: disputes.auditWindowSeconds,
      maxDuration: disputes.maxDurationSeconds,
      seedDelay: disputes.seedDelayBlocks,
      auditRateBps: disputes.auditRateBps,
      challengeBond: disputes.challengeBondWei,
      juryFee: disputes.juryFeeWei,
      bounty: disputes.bountyWei,
      slice: disputes.sliceWei,
    },
    currencies.map(({ token, weiPerToken }) => ({ currency: token, weiPerToken })),
  ]);
}
