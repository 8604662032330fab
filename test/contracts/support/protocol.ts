import {
  accessManagerAbi,
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  licenseMarketAbi,
  nodeRegistryAbi,
  treasuryAbi,
} from '@cultivar/sdk/abi';
import { network } from 'hardhat';
import { getContract, parseEther } from 'viem';
import type { Address, PublicClient } from 'viem';
import type { Deployment } from '@cultivar/sdk';
import { deployProtocol } from '../../../scripts/deploy/deploy-protocol.ts';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { readArtifacts } from '../../../scripts/deploy/read-artifacts.ts';
import type { Contract, Wallet } from './contract.ts';

/** The determinism class that the tests' nodes serve. */
export const CLASS_NAME = 'exact:test/1/any';

/** A fresh in-process chain with its helpers. */
export const chain = await network.create();

const root = new URL('../../../', import.meta.url).pathname;
const artifacts = await readArtifacts(root);

/** A deployed protocol with everything that acts on it. */
export type Protocol = {
  deployment: Deployment;
  publicClient: PublicClient;
  accounts: Record<'deployer' | 'publisher' | 'requester' | 'node' | 'buyer' | 'stranger', Wallet>;
  manager: Contract<typeof accessManagerAbi>;
  assets: Contract<typeof assetRegistryAbi>;
  market: Contract<typeof licenseMarketAbi>;
  treasury: Contract<typeof treasuryAbi>;
  nodes: Contract<typeof nodeRegistryAbi>;
  escrow: Contract<typeof jobEscrowAbi>;
  disputes: Contract<typeof disputesAbi>;
};

/** Deploys the protocol as on a local chain; the accounts play the parts that they have there. */
export async function protocol(): Promise<Protocol> {
  const [deployer, publisher, requester, node, buyer, stranger] = await chain.viem.getWalletClients();
  const publicClient: PublicClient = await chain.viem.getPublicClient();
  const deployment = await deployProtocol({
    walletClient: deployer!,
    publicClient,
    artifacts,
    parameters: { ...localnetParameters([CLASS_NAME]), chainId: 'any' },
  });
  const { addresses } = deployment;
  const client = { public: publicClient, wallet: deployer! as Wallet };
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
    manager: getContract({ address: addresses.accessManager, abi: accessManagerAbi, client }),
    assets: getContract({ address: addresses.assetRegistry, abi: assetRegistryAbi, client }),
    market: getContract({ address: addresses.licenseMarket, abi: licenseMarketAbi, client }),
    treasury: getContract({ address: addresses.treasury, abi: treasuryAbi, client }),
    nodes: getContract({ address: addresses.nodeRegistry, abi: nodeRegistryAbi, client }),
    escrow: getContract({ address: addresses.jobEscrow, abi: jobEscrowAbi, client }),
    disputes: getContract({ address: addresses.disputes, abi: disputesAbi, client }),
  };
}

/** The native currency. */
export const NATIVE: Address = '0x0000000000000000000000000000000000000000';

/** The smallest stake of a node on a local chain. */
export const MIN_STAKE = parseEther('1');
