import { encodeFunctionData, isAddressEqual, toFunctionSelector } from 'viem';
import type { Abi, AbiFunction, Address, Hex } from 'viem';
import type { Artifacts, DeployedContract } from './artifact.ts';
import type { Deployer } from './deployer.ts';
import type { ProtocolParameters } from './parameters/protocol-parameters.ts';

const ADMIN = 0n;
/** Changes parameters and lifts a pause, after the delay. */
const GOVERNOR = 1n;
/** Pauses, at once. */
const GUARDIAN = 2n;

const RESTRICTED: Partial<
  Record<DeployedContract, { governor: readonly string[]; guardian: readonly string[] }>
> = {
  AssetRegistry: { governor: ['unpause'], guardian: ['pause'] },
  LicenseMarket: { governor: ['setFee', 'unpause'], guardian: ['pause'] },
  Treasury: { governor: ['allowCurrency', 'withdrawFees'], guardian: [] },
  NodeRegistry: {
    governor: [
      'setClassStatus',
      'setMinStake',
      'setMinTicketAge',
      'setTicketUnit',
      'setUnbondingTime',
      'unpause',
    ],
    guardian: ['pause'],
  },
  JobEscrow: { governor: ['setParameters', 'unpause'], guardian: ['pause'] },
};

/**
 * Gives each restricted function to its role and each role to its account, in one transaction; where the governor is
 * somebody else than the deployer, the deployer keeps nothing.
 */
export async function wireRoles(options: {
  deployer: Deployer;
  artifacts: Artifacts;
  at: Record<DeployedContract, Address>;
  parameters: ProtocolParameters;
  admin: Address;
}): Promise<void> {
  const { deployer, artifacts, at, admin } = options;
  const { governor = admin, guardian = admin, delaySeconds } = options.parameters.governance;
  const { abi } = artifacts.AccessManager;
  const manage = (functionName: string, args: readonly unknown[]) =>
    encodeFunctionData({ abi, functionName, args });

  const calls: Hex[] = [];
  for (const [name, { governor: governed, guardian: guarded }] of Object.entries(RESTRICTED)) {
    const contract = name as DeployedContract;
    const selectorsOf = (functions: readonly string[]) => selectors(artifacts[contract].abi, functions);
    calls.push(manage('setTargetFunctionRole', [at[contract], selectorsOf(governed), GOVERNOR]));
    calls.push(manage('setTargetFunctionRole', [at[contract], selectorsOf(guarded), GUARDIAN]));
  }
  calls.push(manage('grantRole', [GOVERNOR, governor, delaySeconds]));
  calls.push(manage('grantRole', [GUARDIAN, guardian, 0]));
  if (!isAddressEqual(governor, admin)) {
    calls.push(manage('grantRole', [ADMIN, governor, delaySeconds]));
    calls.push(manage('renounceRole', [ADMIN, admin]));
  }
  await deployer.call(at.AccessManager, abi, 'multicall', [calls]);
}

function selectors(abi: Abi, names: readonly string[]): Hex[] {
  return names.map((name) => {
    const found = abi.find((entry): entry is AbiFunction => entry.type === 'function' && entry.name === name);
    if (!found) throw new TypeError(`the ABI has no function ${name}`);
    return toFunctionSelector(found);
  });
}
