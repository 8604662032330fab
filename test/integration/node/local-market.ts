import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@cultivar/compute-node';
import { startGateway } from '@cultivar/compute-node/storage';
import {
  acceptJob,
  eventIn,
  readJobSubmission,
  readJobTerms,
  registerAsset,
  readMinAuditFee,
  requestJob,
} from '@cultivar/sdk';
import type { Deployment, RequestJobParameters } from '@cultivar/sdk';
import { contentClient } from '@cultivar/sdk/content';
import type { ContentClient } from '@cultivar/sdk/content';
import { classId, manifestDigest, parseManifest, traceShape } from '@cultivar/sdk/spec';
import type { AssetKind, Hex, JobManifest, JobManifestInput, TraceShape } from '@cultivar/sdk/spec';
import { trainingClass } from '@cultivar/trainer';
import { createPublicClient, createWalletClient, defineChain, http, parseEther } from 'viem';
import type { Account, Chain, Hash, PublicClient, TransactionReceipt, Transport, WalletClient } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { deployProtocol } from '../../../scripts/deploy/deploy-protocol.ts';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { readArtifacts } from '../../../scripts/deploy/read-artifacts.ts';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC, startChain } from '../../../scripts/services/chain.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import { ggufBytes } from '../../../trainer/test/support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../../../trainer/test/support/tiny-gguf.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** A wallet of the local chain. */
export type Wallet = WalletClient<Transport, Chain, Account>;

/** A chain with our contracts, a content gateway, and a tiny real model with a dataset, both registered. */
export type LocalMarket = {
  folder: string;
  rpcUrl: string;
  contentUrl: string;
  deployment: Deployment;
  client: PublicClient;
  content: ContentClient;
  requester: Wallet;
  /** The wallet of the local chain's account `index`. */
  wallet(index: number): Wallet;
  /** Digests of the registered manifests; the model is asset 1, the dataset asset 2. */
  base: Hex;
  dataset: Hex;
  mined(hash: Hash): Promise<TransactionReceipt>;
  /** Stores the manifest of what the publisher offers and registers it as the next asset. */
  publish(kind: AssetKind, manifest: object): Promise<Hex>;
  /** Stores a job's manifest and requests it. */
  request(options?: RequestOptions): Promise<bigint>;
  accept(jobId: bigint): Promise<void>;
  /** Logs of an event of the escrow for a job. */
  count(
    eventName: 'JobClaimed' | 'JobSubmitted' | 'JobSettled' | 'ResultMinted',
    jobId: bigint,
  ): Promise<number>;
  stop(): Promise<void>;
};

/** What a test may ask differently. */
export type RequestOptions = {
  manifest?: Partial<JobManifestInput>;
  maxPriceWei?: bigint;
  class?: string;
  parents?: bigint[];
  specDigest?: Hex;
  /** Paid audits; the job is then judged in mode audit. */
  audits?: number;
  /** Other than the manifest makes. */
  trace?: TraceShape;
};

/** Starts everything but the node. */
export async function localMarket(
  parameters = localnetParameters([trainingClass(), 'tolerance']),
): Promise<LocalMarket> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-market-'));
  const stop = new AbortController();
  const stateDir = join(folder, 'chain');
  const chain = await startChain({ stateDir, port: await freePort(), signal: stop.signal, blockSeconds: 1 });
  const logger = createLogger({ level: 'silent', pretty: false });
  const gatewayOptions = {
    dir: join(folder, 'content'),
    port: 0,
    host: '127.0.0.1',
    signal: stop.signal,
    logger,
  };
  const gateway = await startGateway(gatewayOptions);
  const viemChain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: 'local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [chain.rpcUrl] } },
  });
  const transport = http(chain.rpcUrl);
  const client = createPublicClient({ chain: viemChain, transport, pollingInterval: 50, cacheTime: 0 });
  const wallet = (addressIndex: number): Wallet =>
    createWalletClient({
      account: mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex }),
      chain: viemChain,
      transport,
    });
  const deployment = await deployProtocol({
    walletClient: wallet(0),
    publicClient: client,
    artifacts: await readArtifacts(ROOT),
    parameters,
  });
  const content = contentClient({ contentUrl: gateway.url } as never);
  const mined = (hash: Hash) => client.waitForTransactionReceipt({ hash });
  const publish = async (kind: AssetKind, manifest: object): Promise<Hex> => {
    const { digest } = await content.putManifest(parseManifest(manifest));
    await mined(await registerAsset(wallet(1), { deployment, kind, manifestDigest: digest }));
    return digest;
  };
  const base = await publish('model', await modelManifest(content, wallet(1).account.address));
  const dataset = await publish('dataset', await datasetManifest(content, wallet(1).account.address));
  const requester = wallet(2);

  return {
    ...{
      folder,
      rpcUrl: chain.rpcUrl,
      contentUrl: gateway.url,
      deployment,
      client,
      content,
      requester,
      wallet,
    },
    ...{ base, dataset, mined, publish },
    async request(options = {}) {
      const manifest = jobManifest(requester.account.address, base, dataset, options.manifest);
      const { digest } = await content.putManifest(manifest);
      const { audits = 0 } = options;
      const asked: RequestJobParameters = {
        mode: audits > 0 ? 'audit' : 'accept',
        audits,
        specDigest: options.specDigest ?? digest,
        class: classId(options.class ?? trainingClass()),
        runSeconds: 3_600,
        ...(options.trace ?? traceShape(manifest, manifest.steps ?? 0)),
        minPrice: options.maxPriceWei ?? parseEther('0.1'),
        maxPrice: options.maxPriceWei ?? parseEther('0.1'),
        claimWindowSeconds: 3_600,
        parents: (options.parents ?? [1n, 2n]).map((assetId) => ({ assetId })),
      };
      const auditFee = await readMinAuditFee(client, { deployment, ...asked });
      const hash = await requestJob(requester, { deployment, ...asked, auditFee });
      return eventIn(deployment, await mined(hash), 'jobEscrow', 'JobRequested').jobId;
    },
    async accept(jobId) {
      const terms = await readJobTerms(client, { deployment, jobId });
      const submission = await readJobSubmission(client, { deployment, jobId });
      await mined(await acceptJob(requester, { deployment, jobId, terms, submission }));
    },
    async count(eventName, jobId) {
      const { jobEscrowAbi } = await import('@cultivar/sdk/abi');
      const logs = await client.getContractEvents({
        ...{ address: deployment.addresses.jobEscrow, abi: jobEscrowAbi, eventName, fromBlock: 0n },
        args: { jobId },
      });
      return logs.length;
    },
    async stop() {
      stop.abort();
      await Promise.all([gateway.closed, chain.ended]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Stores a model of random weights. @returns Its manifest. */
export async function modelManifest(content: ContentClient, creator: Hex, name = 'Tiny'): Promise<object> {
  const file = await content.putBytes(Uint8Array.from(ggufBytes(tinyGgufMetadata(), tinyGgufTensors())));
  return {
    ...{ cultivar: 1, kind: 'model', name, creator, license: 'Apache-2.0' },
    files: [{ name: 'tiny.gguf', mediaType: 'application/octet-stream', ...file }],
    model: {
      ...{ architecture: 'llama', format: 'gguf', parameters: 60_000, contextLength: 128 },
    },
  };
}

async function datasetManifest(content: ContentClient, creator: Hex): Promise<object> {
  const rows = Array.from({ length: 24 }, (_, i) => ({ question: `${i} + 2`, answer: `${i + 2}` }));
  const file = await content.putBytes(
    new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  );
  return {
    ...{ cultivar: 1, kind: 'dataset', name: 'Sums', creator, license: 'CC0-1.0' },
    files: [{ name: 'sums.jsonl', mediaType: 'application/jsonl', ...file }],
    dataset: {
      rows: rows.length,
      format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
    },
  };
}

function jobManifest(
  creator: Hex,
  base: Hex,
  dataset: Hex,
  changed: Partial<JobManifestInput> = {},
): JobManifest {
  const manifest: JobManifestInput = {
    ...{ cultivar: 1, kind: 'job', name: 'Sums', creator, license: 'Apache-2.0', files: [] },
    chainId: LOCAL_CHAIN_ID,
    base: { asset: `${LOCAL_CHAIN_ID}:1`, manifest: base },
    datasets: [{ asset: `${LOCAL_CHAIN_ID}:2`, manifest: dataset }],
    data: { heldOutRows: 4, orderSeed: 3 },
    method: 'lora',
    lora: { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj', 'down_proj'] },
    sequenceLength: 96,
    optimizer: { name: 'adamw', learningRate: 0.01 },
    schedule: { name: 'cosine', warmupSteps: 1 },
    steps: 6,
    ...{ seed: 5, evaluation: { everySteps: 0 }, segmentSteps: 2, class: trainingClass() },
    ...changed,
  };
  return parseManifest(manifest, 'job');
}

/** Digest of a manifest nobody has stored. */
export const NOWHERE: Hex = manifestDigest({ nowhere: true });
