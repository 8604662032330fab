import {
  createPublicClient,
  HttpRequestError,
  http,
  TimeoutError,
  WaitForTransactionReceiptTimeoutError,
} from 'viem';
import type { Hash, PublicClient, ReplacementReturnType, TransactionReceipt } from 'viem';
import type { CallProgress } from '../../../lib/wallet/chain-writer.ts';
import { refusalOf } from './refusal-of.ts';

const POLL_MS = 1_000;
const ROUND_MS = 60_000;

/**
 * Follows a transaction to its end through the configured RPC. One whose nonce another took is `replaced`;
 * an RPC that does not answer is asked again for as long as someone watches.
 */
export async function* watchEvmCall(
  hash: Hash,
  rpcUrl: string,
  signal: AbortSignal,
): AsyncGenerator<CallProgress, void, undefined> {
  const reads = createPublicClient({ transport: http(rpcUrl) });
  yield { state: 'pending' };
  while (!signal.aborted) {
    let replacement: ReplacementReturnType | undefined;
    try {
      const receipt = await reads.waitForTransactionReceipt({
        hash,
        timeout: ROUND_MS,
        pollingInterval: POLL_MS,
        onReplaced: (found) => (replacement = found),
      });
      if (replacement) {
        const canceled = replacement.reason !== 'repriced';
        yield { state: 'replaced', by: replacement.transaction.hash, canceled };
        if (canceled) return;
      }
      yield await ended(reads, receipt);
      return;
    } catch (error) {
      if (!isTransient(error)) throw error;
      await pause(POLL_MS, signal);
    }
  }
}

async function ended(reads: PublicClient, receipt: TransactionReceipt): Promise<CallProgress> {
  if (receipt.status === 'reverted') return { state: 'failed', message: await reasonOf(reads, receipt) };
  return {
    state: 'confirmed',
    block: receipt.blockNumber,
    feeWei: receipt.gasUsed * receipt.effectiveGasPrice,
    logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics: [...topics], data })),
  };
}

/** A receipt does not say why; running the same call on the state before it does. */
async function reasonOf(reads: PublicClient, receipt: TransactionReceipt): Promise<string> {
  const { from, to, input, value } = await reads.getTransaction({ hash: receipt.transactionHash });
  try {
    await reads.call({ account: from, to, data: input, value, blockNumber: receipt.blockNumber - 1n });
    return 'the contract refused it in the order in which the block was made';
  } catch (error) {
    return refusalOf(error).message;
  }
}

function isTransient(error: unknown): boolean {
  return (
    error instanceof WaitForTransactionReceiptTimeoutError ||
    error instanceof HttpRequestError ||
    error instanceof TimeoutError
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
