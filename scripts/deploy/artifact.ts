import type { Abi, Hex } from 'viem';

/** A compiled contract, as Hardhat writes it. */
export type Artifact = {
  contractName: string;
  /** Path of its source, e.g. `contracts/JobEscrow.sol`. */
  sourceName: string;
  abi: Abi;
  bytecode: Hex;
};

/** The contracts that a deployment consists of, in the order in which they are created. */
export const DEPLOYED_CONTRACTS = [
  'AccessManager',
  'AssetRegistry',
  'LicenseMarket',
  'Treasury',
  'NodeRegistry',
  'JobEscrow',
  'Disputes',
] as const;

/** Name of a contract that is deployed. */
export type DeployedContract = (typeof DEPLOYED_CONTRACTS)[number];

/** Everything that a deployment needs compiled. */
export type Artifacts = Record<DeployedContract, Artifact>;
