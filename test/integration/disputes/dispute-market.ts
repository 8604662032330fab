import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventIn, readCredit, readNode, registerAsset, registerNode } from '@cultivar/sdk';
import type { Deployment } from '@cultivar/sdk';
import { treasuryAbi } from '@cultivar/sdk/abi';
import { classId, sha256 } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { createPublicClient, createWalletClient, defineChain, http, parseEther } from 'viem';
import type { Account, Address, Chain, Hash, PublicClient, Transport, WalletClient } from 'viem';
import type { TransactionReceipt } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { deployProtocol } from '../../../scripts/deploy/deploy-protocol.ts';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import type { ProtocolParameters } from '../../../scripts/deploy/parameters/protocol-parameters.ts';
import { readArtifacts } from '../../../scripts/deploy/read-artifacts.ts';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC, startChain } from '../../../scripts/services/chain.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import { jsonRpc } from '../../../scripts/services/json-rpc.ts';
import { travelTo } from './travel-to.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Nodes besides the one that does the jobs: a first jury of 5 leaves 11 for the second. */
const JURORS = 16;

/** The determinism class of every job here. */
export const CLASS_NAME = 'exact:ort-cpu/disputes/avx2';

/** A wallet of the local chain. */
export type Wallet = WalletClient<Transport, Chain, Account>;

/** A live local chain on which 17 nodes serve a slashable class. */
export type DisputeMarket = {
  /** What the test keeps on disk. */
  folder: string;
  rpcUrl: string;
  deployment: Deployment;
  parameters: ProtocolParameters;
  client: PublicClient<Transport, Chain>;
  /** Somebody who is no party to anything. */
  keeper: Wallet;
  challenger: Wallet;
  requester: Wallet;
  /** The node that does the jobs. */
  worker: Wallet;
  /** The wallet of a node that was drawn. */
  drawn(address: Address): Wallet;
  /** An asset to fine-tune. */
  baseId: bigint;
  mined(hash: Hash | Promise<Hash>): Promise<TransactionReceipt>;
  /** Lets blocks pass. */
  mine(blocks: number): Promise<void>;
  /** Lets time pass, to the second given or later. */
  until(timestamp: number): Promise<void>;
  credit(account: Address): Promise<bigint>;
  /** What the treasury has burnt. */
  burnt(): Promise<bigint>;
  /** Zeros for an account that is no node. */
  stake(account: Address): Promise<{ stakeWei: bigint; lockedWei: bigint }>;
  stop(): Promise<void>;
};

/** Starts it on a free port. */
export async function disputeMarket(): Promise<DisputeMarket> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-disputes-'));
  const stop = new AbortController();
  const { signal } = stop;
  const node = await startChain({
    stateDir: join(folder, 'chain'),
    port: await freePort(),
    signal,
    blockSeconds: 1,
  });
  const chain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: 'local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [node.rpcUrl] } },
  });
  const transport = http(node.rpcUrl);
  const client = createPublicClient({ chain, transport, pollingInterval: 20, cacheTime: 0 });
  const wallet = (addressIndex: number): Wallet =>
    createWalletClient({
      account: mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex }),
      chain,
      transport,
    });
  const mined = async (hash: Hash | Promise<Hash>): Promise<TransactionReceipt> =>
    client.waitForTransactionReceipt({ hash: await hash });
  const parameters: ProtocolParameters = {
    ...localnetParameters([]),
    classes: [{ name: CLASS_NAME, status: 'slashable' }],
  };
  const deployment = await deployProtocol({
    walletClient: wallet(0),
    publicClient: client,
    artifacts: await readArtifacts(ROOT),
    parameters,
  });
  const worker = wallet(3);
  const jurors = Array.from({ length: JURORS }, (_, i) => wallet(4 + i));
  await Promise.all(
    [worker, ...jurors].map((operator) =>
      mined(
        registerNode(operator, {
          deployment,
          metadataDigest: sha256(new TextEncoder().encode(operator.account.address)),
          classes: [classId(CLASS_NAME)],
          stakeWei: parseEther('3'),
        }),
      ),
    ),
  );
  const base = await mined(registerAsset(wallet(0), { deployment, kind: 'model', manifestDigest: BASE }));
  const treasury = { abi: treasuryAbi, address: deployment.addresses.treasury } as const;
  const burntAccount = await client.readContract({ ...treasury, functionName: 'BURNT' });
  const credit = (account: Address) => readCredit(client, { deployment, account });

  return {
    ...{ folder, rpcUrl: node.rpcUrl, deployment, parameters, client, worker, mined, credit },
    ...{ keeper: wallet(0), challenger: wallet(1), requester: wallet(2) },
    baseId: eventIn(deployment, base, 'assetRegistry', 'AssetRegistered').assetId,
    drawn(address) {
      const found = jurors.find(({ account }) => account.address === address);
      if (!found) throw new RangeError(`${address} is no juror`);
      return found;
    },
    mine: async (blocks) => {
      await jsonRpc(node.rpcUrl, 'anvil_mine', [`0x${blocks.toString(16)}`]);
    },
    until: (timestamp) => travelTo(client, node.rpcUrl, timestamp),
    burnt: () => credit(burntAccount),
    async stake(account) {
      const { stakeWei = 0n, lockedWei = 0n } = (await readNode(client, { deployment, account })) ?? {};
      return { stakeWei, lockedWei };
    },
    async stop() {
      stop.abort();
      await node.ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const BASE: Hex = sha256(new TextEncoder().encode('a base model'));
