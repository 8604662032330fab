import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '@cultivar/sdk';
import { encodeAbiParameters } from 'viem';
import type { Abi, Address, Hex } from 'viem';
import { writeAtomic } from '../services/write-atomic.ts';
import { DEPLOYED_CONTRACTS } from './artifact.ts';
import type { Artifact, Artifacts, DeployedContract } from './artifact.ts';
import { constructorArguments } from './constructor-arguments.ts';

/** What a block explorer asks for to verify a contract. */
export type VerificationInput = {
  address: Address;
  /** As the compiler names it, e.g. `project/contracts/JobEscrow.sol:JobEscrow`. */
  contract: string;
  /** E.g. `v0.8.37+commit.f401782d`. */
  compilerVersion: string;
  /** ABI-encoded. */
  constructorArguments: Hex;
  /** The compiler's standard JSON input, with all sources. */
  standardJsonInput: unknown;
};

/**
 * Writes a file for each contract of a deployment: `<folder>/<Contract>.json`, a {@link VerificationInput}.
 *
 * @param root Root of the repository, whose build was deployed.
 * @param admin Who deployed.
 */
export async function writeVerification(options: {
  root: string;
  folder: string;
  artifacts: Artifacts;
  deployment: Deployment;
  admin: Address;
}): Promise<void> {
  const { root, folder, artifacts, deployment, admin } = options;
  const at = addressesByContract(deployment);
  const args = constructorArguments(admin, at);
  await mkdir(folder, { recursive: true });
  for (const name of DEPLOYED_CONTRACTS) {
    const input = await verificationInput(root, artifacts[name], at[name], args[name]);
    await writeAtomic(join(folder, `${name}.json`), `${JSON.stringify(input, null, 2)}\n`);
  }
}

async function verificationInput(
  root: string,
  { abi, contractName, inputSourceName, buildInfoId }: Artifact,
  address: Address,
  args: readonly Address[],
): Promise<VerificationInput> {
  const file = join(root, 'artifacts', 'build-info', `${buildInfoId}.json`);
  const { solcLongVersion, input } = JSON.parse(await readFile(file, 'utf8')) as {
    solcLongVersion: string;
    input: unknown;
  };
  const creation = abi.find(
    (entry): entry is Extract<Abi[number], { type: 'constructor' }> => entry.type === 'constructor',
  );
  return {
    address,
    contract: `${inputSourceName}:${contractName}`,
    compilerVersion: `v${solcLongVersion}`,
    constructorArguments: encodeAbiParameters(creation?.inputs ?? [], args),
    standardJsonInput: input,
  };
}

/** A deployment's addresses by the names of their contracts. */
function addressesByContract({ addresses }: Deployment): Record<DeployedContract, Address> {
  return {
    AccessManager: addresses.accessManager,
    AssetRegistry: addresses.assetRegistry,
    LicenseMarket: addresses.licenseMarket,
    Treasury: addresses.treasury,
    NodeRegistry: addresses.nodeRegistry,
    JobEscrow: addresses.jobEscrow,
    Disputes: addresses.disputes,
  };
}
