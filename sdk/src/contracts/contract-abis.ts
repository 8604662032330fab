import {
  accessManagerAbi,
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  licenseMarketAbi,
  nodeRegistryAbi,
  treasuryAbi,
} from '../generated/abi.ts';

/** Every contract's ABI under the name that it has in a deployment. */
export const CONTRACT_ABIS = {
  accessManager: accessManagerAbi,
  assetRegistry: assetRegistryAbi,
  licenseMarket: licenseMarketAbi,
  treasury: treasuryAbi,
  nodeRegistry: nodeRegistryAbi,
  jobEscrow: jobEscrowAbi,
  disputes: disputesAbi,
} as const;

/** Every contract's ABI under the name that it has in a deployment. */
export type ContractAbis = typeof CONTRACT_ABIS;
/** A contract, by the name that it has in a deployment. */
export type ContractName = keyof ContractAbis;
