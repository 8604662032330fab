import { network } from 'hardhat';
import { parseEther } from 'viem';
import type { Address } from 'viem';
import { deployProtocol } from '../../../scripts/deploy/deploy-protocol.ts';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { readArtifacts } from '../../../scripts/deploy/read-artifacts.ts';

/** The determinism class that the tests' nodes serve. */
export const CLASS_NAME = 'exact:test/1/any';

/** A fresh in-process chain with its helpers. */
export const chain = await network.create();

const root = new URL('../../../', import.meta.url).pathname;
const artifacts = await readArtifacts(root);

/** Deploys the protocol as on a local chain; the accounts play the parts that they have there. */
export async function protocol() {
  const [deployer, publisher, requester, node, buyer, stranger] = await chain.viem.getWalletClients();
  const publicClient = await chain.viem.getPublicClient();
  const deployment = await deployProtocol({
    walletClient: deployer!,
    publicClient,
    artifacts,
    parameters: { ...localnetParameters([CLASS_NAME]), chainId: 'any' },
  });
  const { addresses } = deployment;
  return {
    deployment,
    publicClient,
    accounts: {
      deployer: deployer!,
      publisher: publisher!,
      requester: requester!,
      node: node!,
      buyer: buyer!,
      stranger: stranger!,
    },
    manager: await chain.viem.getContractAt('AccessManager', addresses.accessManager),
    assets: await chain.viem.getContractAt('AssetRegistry', addresses.assetRegistry),
    market: await chain.viem.getContractAt('LicenseMarket', addresses.licenseMarket),
    treasury: await chain.viem.getContractAt('Treasury', addresses.treasury),
    nodes: await chain.viem.getContractAt('NodeRegistry', addresses.nodeRegistry),
    escrow: await chain.viem.getContractAt('JobEscrow', addresses.jobEscrow),
  };
}

/** A deployed protocol with everything that acts on it. */
export type Protocol = Awaited<ReturnType<typeof protocol>>;

/** The native currency. */
export const NATIVE: Address = '0x0000000000000000000000000000000000000000';

/** The smallest stake of a node on a local chain. */
export const MIN_STAKE = parseEther('1');
