import {
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  licenseMarketAbi,
  nodeRegistryAbi,
} from '@cultivar/sdk/abi';
import { network } from 'hardhat';
import { getContract, keccak256, parseEther, toHex } from 'viem';
import type { Account, Chain, GetContractReturnType, Hex, PublicClient, Transport, WalletClient } from 'viem';
import { deployProtocol } from '../../deploy/deploy-protocol.ts';
import { localnetParameters } from '../../deploy/parameters/localnet.ts';
import { readArtifacts } from '../../deploy/read-artifacts.ts';
import { holdClock } from './hold-clock.ts';

/** When the chain begins. */
const START = new Date('2026-01-01T00:00:00Z');

/** The class that the measured job runs in. */
export const CLASS_NAME = 'exact:bench/1/any';

type Clients = { public: PublicClient; wallet: WalletClient<Transport, Chain, Account> };

/** A protocol on a fresh in-process chain, and what measuring on it needs. */
export type Stage = {
  chain: Awaited<ReturnType<typeof network.create>>;
  publicClient: PublicClient;
  accountOf: (index: number) => Account;
  assets: GetContractReturnType<typeof assetRegistryAbi, Clients>;
  market: GetContractReturnType<typeof licenseMarketAbi, Clients>;
  nodes: GetContractReturnType<typeof nodeRegistryAbi, Clients>;
  escrow: GetContractReturnType<typeof jobEscrowAbi, Clients>;
  disputes: GetContractReturnType<typeof disputesAbi, Clients>;
  /** Gas that a sent transaction used. */
  gasOf: (hash: Promise<Hex>) => Promise<number>;
};

/** Deploys the protocol on a fresh in-process chain, on which every run is the same. */
export async function setStage(root: string): Promise<Stage> {
  const chain = await network.create({ override: { initialDate: START } });
  holdClock(chain.provider, START.getTime() / 1000);
  const wallets = await chain.viem.getWalletClients();
  const publicClient = await chain.viem.getPublicClient();
  const { addresses } = await deployProtocol({
    walletClient: wallets[0]!,
    publicClient,
    artifacts: await readArtifacts(root),
    parameters: { ...localnetParameters([CLASS_NAME]), chainId: 'any' },
  });
  const client = { public: publicClient, wallet: wallets[0]! };
  return {
    chain,
    publicClient,
    accountOf: (index: number) => wallets[index]!.account,
    assets: getContract({ address: addresses.assetRegistry, abi: assetRegistryAbi, client }),
    market: getContract({ address: addresses.licenseMarket, abi: licenseMarketAbi, client }),
    nodes: getContract({ address: addresses.nodeRegistry, abi: nodeRegistryAbi, client }),
    escrow: getContract({ address: addresses.jobEscrow, abi: jobEscrowAbi, client }),
    disputes: getContract({ address: addresses.disputes, abi: disputesAbi, client }),
    gasOf: async (hash) =>
      Number((await publicClient.waitForTransactionReceipt({ hash: await hash })).gasUsed),
  };
}

/** A digest with no zero byte to speak of, as real ones have. */
export const digest = (name: string): Hex => keccak256(toHex(name));

/** One unit of the native currency. */
export const ONE = parseEther('1');
