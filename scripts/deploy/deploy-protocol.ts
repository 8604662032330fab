import type { Deployment } from '@cultivar/sdk';
import { getContractAddress } from 'viem';
import type { Address } from 'viem';
import { DEPLOYED_CONTRACTS } from './artifact.ts';
import type { Artifacts, DeployedContract } from './artifact.ts';
import { checkFit } from './check-fit.ts';
import { constructorArguments } from './constructor-arguments.ts';
import { createDeployer } from './deployer.ts';
import type { DeployClients } from './deployer.ts';
import { MockRefusedError } from './mock-refused-error.ts';
import type { ProtocolParameters } from './parameters/protocol-parameters.ts';
import { setParameters } from './set-parameters.ts';
import { WrongChainError } from './wrong-chain-error.ts';
import { wireRoles } from './wire-roles.ts';

/**
 * Deploys the protocol, sets its parameters and hands it to its governance.
 *
 * The contracts name each other as immutables, so their addresses are foretold from the deployer's nonce: on a fresh
 * chain the same deployer always gets the same addresses. Nothing else may send from it meanwhile.
 *
 * @throws WrongChainError, UnfitParametersError, MockRefusedError, AddressMismatchError, DeployCallError
 */
export async function deployProtocol(
  options: DeployClients & { artifacts: Artifacts; parameters: ProtocolParameters },
): Promise<Deployment> {
  const { walletClient, publicClient, artifacts, parameters } = options;
  const chainId = await publicClient.getChainId();
  if (parameters.chainId !== 'any' && parameters.chainId !== chainId) {
    throw new WrongChainError(parameters.chainId, chainId);
  }
  checkFit(parameters);
  refuseMocks(artifacts);

  const deployer = createDeployer({ walletClient, publicClient });
  const from = walletClient.account.address;
  const nonce = await publicClient.getTransactionCount({ address: from, blockTag: 'pending' });
  const startBlock = Number(await publicClient.getBlockNumber()) + 1;
  const at = Object.fromEntries(
    DEPLOYED_CONTRACTS.map((name, i) => [name, getContractAddress({ from, nonce: BigInt(nonce + i) })]),
  ) as Record<DeployedContract, Address>;

  const args = constructorArguments(from, at);
  for (const name of DEPLOYED_CONTRACTS) await deployer.create(artifacts[name], args[name], at[name]);
  await setParameters({ deployer, artifacts, at, parameters });
  await wireRoles({ deployer, artifacts, at, parameters, admin: from });

  return {
    chainId,
    startBlock,
    addresses: {
      accessManager: at.AccessManager,
      assetRegistry: at.AssetRegistry,
      licenseMarket: at.LicenseMarket,
      treasury: at.Treasury,
      nodeRegistry: at.NodeRegistry,
      jobEscrow: at.JobEscrow,
      disputes: at.Disputes,
    },
  };
}

function refuseMocks(artifacts: Artifacts): void {
  for (const { contractName, sourceName } of Object.values(artifacts)) {
    if (sourceName.startsWith('contracts/mocks/')) throw new MockRefusedError(contractName, sourceName);
  }
}
