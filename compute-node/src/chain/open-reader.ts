import { CLASS_STATUSES, ESCROW_STATES, wordFor } from '@cultivar/sdk';
import { assetRegistryAbi, jobEscrowAbi, nodeRegistryAbi } from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import { BlockNotFoundError, BaseError, ContractFunctionRevertedError } from 'viem';
import type { Block, PublicClient } from 'viem';
import { BlockMissingError } from './block-missing-error.ts';
import type { ChainBlock, ChainReader } from './chain.ts';
import { escrowEvents } from './escrow-events.ts';

/** Where our contracts are. */
export type ContractAddresses = { jobEscrow: Hex; nodeRegistry: Hex; assetRegistry: Hex; disputes: Hex };

/** Reads of the node's chain through one endpoint. */
export function openReader(client: PublicClient, addresses: ContractAddresses, account: Hex): ChainReader {
  const escrow = { address: addresses.jobEscrow, abi: jobEscrowAbi } as const;
  const nodes = { address: addresses.nodeRegistry, abi: nodeRegistryAbi } as const;
  const assets = { address: addresses.assetRegistry, abi: assetRegistryAbi } as const;

  return {
    chainId: client.chain!.id,
    escrow: addresses.jobEscrow,
    account,
    remoteChainId: () => client.getChainId(),
    head: async () => asBlock(await client.getBlock({ blockTag: 'latest' })),
    async block(number) {
      try {
        return asBlock(await client.getBlock({ blockNumber: number }));
      } catch (error) {
        if (error instanceof BlockNotFoundError) throw new BlockMissingError(number, { cause: error });
        throw error;
      }
    },
    async events(from, to) {
      const logs = await client.getLogs({ address: escrow.address, fromBlock: from, toBlock: to });
      return escrowEvents(logs);
    },
    async job(jobId) {
      const job = await client.readContract({ ...escrow, functionName: 'jobOf', args: [jobId] });
      return {
        state: wordFor(ESCROW_STATES, job.state),
        node: job.node,
        claimedAt: Number(job.claimedAt),
        submittedAt: Number(job.submittedAt),
        bondLocked: job.bondLocked,
        openAudits: job.review.openAudits,
        openDisputes: job.review.openDisputes,
        seedBlock: job.review.seedBlock,
      };
    },
    priceAt: (terms, timestamp) =>
      client.readContract({ ...escrow, functionName: 'priceAt', args: [terms, BigInt(timestamp)] }),
    bondFor: (terms, priceWei) =>
      client.readContract({ ...escrow, functionName: 'bondFor', args: [terms, priceWei] }),
    async challengeWindow(version) {
      const parameters = await client.readContract({
        ...escrow,
        functionName: 'parametersOf',
        args: [BigInt(version)],
      });
      return parameters.challengeWindow;
    },
    async node(of) {
      const node = await client.readContract({ ...nodes, functionName: 'nodeOf', args: [of] });
      return { stakeWei: node.stake, lockedWei: node.locked, registeredAt: Number(node.registeredAt) };
    },
    serves: (of, classId) => client.readContract({ ...nodes, functionName: 'serves', args: [of, classId] }),
    async classStatus(classId) {
      const status = await client.readContract({ ...nodes, functionName: 'statusOf', args: [classId] });
      return wordFor(CLASS_STATUSES, status);
    },
    minStakeWei: () => client.readContract({ ...nodes, functionName: 'minStake' }),
    async asset(assetId) {
      try {
        const asset = await client.readContract({ ...assets, functionName: 'assetOf', args: [assetId] });
        if (asset.version === 0) return undefined;
        const [owner, creator] = await Promise.all([
          client.readContract({ ...assets, functionName: 'ownerOf', args: [assetId] }),
          client.readContract({ ...assets, functionName: 'creatorOf', args: [assetId] }),
        ]);
        return { manifestDigest: asset.manifestDigest, kind: asset.kind, owner, creator };
      } catch (error) {
        if (error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError))
          return undefined;
        throw error;
      }
    },
    assetCount: () => client.readContract({ ...assets, functionName: 'assetCount' }),
    assetWith: (creator, digest) =>
      client.readContract({ ...assets, functionName: 'assetWith', args: [creator, digest] }),
    verifyMessage: (of, message, signature) => client.verifyMessage({ address: of, message, signature }),
  };
}

function asBlock(block: Pick<Block, 'number' | 'hash' | 'timestamp'>): ChainBlock {
  return { number: block.number!, hash: block.hash!, timestamp: Number(block.timestamp) };
}
