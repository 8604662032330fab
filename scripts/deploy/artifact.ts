import type { Abi, Hex } from 'viem';

/** A compiled contract, as Hardhat writes it. */
export type Artifact = {
  contractName: string;
  /** Path of its source, e.g. `contracts/JobEscrow.sol`. */
  sourceName: string;
  abi: Abi;
  bytecode: Hex;
  deployedBytecode: Hex;
  /** Where its immutables stand in the code, by the number of their declaration. */
  immutableReferences: Record<string, unknown>;
  /** Name of its source in the compiler's input. */
  inputSourceName: string;
  /** Names the file that keeps the compiler's input. */
  buildInfoId: string;
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
