import type { Address } from 'viem';
import type { DeployedContract } from './artifact.ts';

/** What each contract is created with. */
export function constructorArguments(
  admin: Address,
  at: Record<DeployedContract, Address>,
): Record<DeployedContract, readonly Address[]> {
  return {
    AccessManager: [admin],
    AssetRegistry: [at.AccessManager, at.LicenseMarket, at.JobEscrow],
    LicenseMarket: [at.AccessManager, at.AssetRegistry, at.Treasury],
    Treasury: [at.AccessManager, at.LicenseMarket, at.JobEscrow, at.NodeRegistry, at.Disputes],
    NodeRegistry: [at.AccessManager, at.Treasury, at.JobEscrow, at.Disputes],
    JobEscrow: [at.AccessManager, at.AssetRegistry, at.NodeRegistry, at.Treasury, at.Disputes],
    Disputes: [at.NodeRegistry, at.JobEscrow, at.Treasury],
  };
}
