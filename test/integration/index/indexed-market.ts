import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@cultivar/compute-node';
import { startGateway } from '@cultivar/compute-node/storage';
import type { Deployment } from '@cultivar/sdk';
import { contentClient } from '@cultivar/sdk/content';
import type { ContentClient } from '@cultivar/sdk/content';
import { queryIndex } from '@cultivar/sdk/graphql';
import type { IndexDocument } from '@cultivar/sdk/graphql';
import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import type { Account, Chain, Hash, PublicClient, TransactionReceipt, Transport, WalletClient } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { deployProtocol } from '../../../scripts/deploy/deploy-protocol.ts';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { readArtifacts } from '../../../scripts/deploy/read-artifacts.ts';
import { buildIfStale } from '../../../scripts/products/build-if-stale.ts';
import { SUBGRAPH } from '../../../scripts/products/products.ts';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC, startChain } from '../../../scripts/services/chain.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import { startGraphNode } from '../../../scripts/services/graph-node.ts';
import { startPostgres } from '../../../scripts/services/postgres.ts';
import { waitForIndex } from '../../../scripts/services/wait-for-index.ts';

const root = join(import.meta.dirname, '../../..');

/** A wallet of the local chain. */
export type Wallet = WalletClient<Transport, Chain, Account>;

/** The local chain with our contracts, a content store, and the real graph-node over them. */
export type IndexedMarket = {
  deployment: Deployment;
  graphqlUrl: string;
  content: ContentClient;
  reader: PublicClient;
  /** By role: 1 publisher, 2 requester, 3 node, 4 buyer. */
  wallet(index: number): Wallet;
  mined(hash: Hash): Promise<TransactionReceipt>;
  /** Waits until the index has everything that is mined now. @returns how long, in milliseconds. */
  caughtUp(): Promise<number>;
  ask<Result, Variables extends object>(
    document: IndexDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  stop(): Promise<void>;
};

/** Starts all of it on free ports. */
export async function indexedMarket(className: string): Promise<IndexedMarket> {
  await buildIfStale(SUBGRAPH, { root });
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-index-'));
  const { signal, ...stopping } = stopper();
  const at = (name: string) => join(folder, name);
  const logger = createLogger({ level: 'silent', pretty: false });
  const [chain, postgres, gateway] = await Promise.all([
    startChain({ stateDir: at('chain'), port: await freePort(), signal, blockSeconds: 1 }),
    startPostgres({ dataDir: at('postgres'), port: await freePort(), signal }),
    startGateway({ dir: at('content'), port: 0, host: '127.0.0.1', signal, logger }),
  ]);
  const transport = http(chain.rpcUrl);
  const localChain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: 'local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [chain.rpcUrl] } },
  });
  const reader = createPublicClient({ chain: localChain, transport, pollingInterval: 50, cacheTime: 0 });
  const wallet = (addressIndex: number): Wallet =>
    createWalletClient({
      account: mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex }),
      chain: localChain,
      transport,
    });
  const deployment = await deployProtocol({
    walletClient: wallet(0),
    publicClient: reader,
    artifacts: await readArtifacts(root),
    parameters: localnetParameters([className]),
  });
  const index = await startGraphNode({
    stateDir: at('index'),
    port: await freePort(),
    rpcUrl: chain.rpcUrl,
    contentUrl: gateway.url,
    postgresUrl: postgres.url,
    manifestFile: join(root, SUBGRAPH.output),
    signal,
  });
  return {
    deployment,
    graphqlUrl: index.graphqlUrl,
    content: contentClient({ contentUrl: gateway.url }),
    reader,
    wallet,
    mined: (hash) => reader.waitForTransactionReceipt({ hash }),
    caughtUp: async () => waitForIndex({ url: index.graphqlUrl, block: await reader.getBlockNumber() }),
    ask: (document, variables) => queryIndex(index.graphqlUrl, document, variables),
    async stop() {
      await index.stop();
      await Promise.all([postgres.stop(), chain.stop()]);
      stopping.abort();
      await gateway.closed;
      await rm(folder, { recursive: true, force: true });
      await rm(postgres.dataDir, { recursive: true, force: true });
    },
  };
}

function stopper(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
