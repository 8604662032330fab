import type { Hex } from '@cultivar/sdk/spec';
import {
  createPublicClient,
  custom,
  defineChain,
  encodeErrorResult,
  keccak256,
  parseTransaction,
  toHex,
} from 'viem';
import type { PublicClient } from 'viem';
import { jobEscrowAbi } from '@cultivar/sdk/abi';
import { TEST_OWNER } from './test-journal.ts';

/**
 * TEST DOUBLE of an RPC endpoint with a pool of its own, for what a real chain does not do to order: dropping
 * transactions, losing answers, mining a stranger's transaction with our nonce.
 */
export type FakeRpc = {
  client: PublicClient;
  /** Raw transactions that arrived, in order, repeats included. */
  sent: Hex[];
  /** Told of each transaction at the moment it arrives. */
  arrives: (raw: Hex) => void;
  /** Transactions in blocks: hash and whether they succeeded. */
  mined: Map<Hex, 'success' | 'reverted'>;
  /** What becomes of a transaction that arrives. */
  onSend: 'mine' | 'keep' | 'revert' | 'mine and lose the answer';
  /** Transactions of the account in blocks. */
  nonce: number;
  /** Set: every simulation reverts with this state of the job. */
  refuses: boolean;
};

/** An endpoint that mines at once. */
export function fakeRpc(): FakeRpc {
  const rpc: FakeRpc = {
    client: undefined as never,
    sent: [],
    arrives: () => undefined,
    mined: new Map(),
    onSend: 'mine',
    nonce: 0,
    refuses: false,
  };
  const chain = defineChain({
    id: TEST_OWNER.chainId,
    name: 'fake',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> =>
    answer(rpc, method, params as unknown[]);
  rpc.client = createPublicClient({ chain, transport: custom({ request }, { retryCount: 0 }), cacheTime: 0 });
  return rpc;
}

function answer(rpc: FakeRpc, method: string, params: unknown[]): unknown {
  switch (method) {
    case 'eth_estimateGas':
    case 'eth_call':
      if (rpc.refuses) throw reverts();
      return '0x5208';
    case 'eth_getTransactionCount':
      return toHex(rpc.nonce);
    case 'eth_blockNumber':
      return '0x64';
    case 'eth_getBlockByNumber':
      return {
        number: '0x64',
        hash: toHex(1, { size: 32 }),
        timestamp: '0x1',
        baseFeePerGas: '0x64',
        transactions: [],
      };
    case 'eth_maxPriorityFeePerGas':
      return '0x1';
    case 'eth_sendRawTransaction':
      return take(rpc, params[0] as Hex);
    case 'eth_getTransactionReceipt': {
      const status = rpc.mined.get(params[0] as Hex);
      if (status === undefined) return null;
      return {
        transactionHash: params[0],
        status: status === 'success' ? '0x1' : '0x0',
        blockNumber: '0x64',
        logs: [],
      };
    }
    default:
      throw new Error(`the double knows no ${method}`);
  }
}

function take(rpc: FakeRpc, raw: Hex): Hex {
  rpc.sent.push(raw);
  rpc.arrives(raw);
  const hash = keccak256(raw);
  if (rpc.mined.has(hash)) throw Object.assign(new Error('already known'), { code: -32_000 });
  if (parseTransaction(raw).nonce! < rpc.nonce)
    throw Object.assign(new Error('nonce too low'), { code: -32_000 });
  if (rpc.onSend === 'keep') return hash;
  rpc.mined.set(hash, rpc.onSend === 'revert' ? 'reverted' : 'success');
  rpc.nonce++;
  if (rpc.onSend === 'mine and lose the answer') throw new Error('socket hang up');
  return hash;
}

function reverts(): Error {
  const data = encodeErrorResult({
    abi: jobEscrowAbi,
    errorName: 'JobEscrow_DeadlinePassed',
    args: [7n, 1_000n],
  });
  return Object.assign(new Error('execution reverted'), { code: 3, data });
}
