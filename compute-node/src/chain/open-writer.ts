import type { Hex } from '@cultivar/sdk/spec';
import { keccak256, parseTransaction, TransactionReceiptNotFoundError } from 'viem';
import type { LocalAccount, PublicClient, TransactionReceipt } from 'viem';
import type { Logger } from 'pino';
import type { Act, Intent, SignedTransaction } from '../journal/journal-types.ts';
import type { Journal } from '../journal/open-journal.ts';
import { ActRefusedError } from './act-refused-error.ts';
import type { ChainCall, ChainWriter } from './chain.ts';
import { mutex } from './mutex.ts';
import { refusal } from './refusal.ts';

/** What a writer works with. */
export type WriterOptions = {
  client: PublicClient;
  account: LocalAccount;
  journal: Journal;
  logger: Logger;
  signal: AbortSignal;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Blocks on top of a transaction's block before it counts. */
  finalityDepth: number;
  pollMs: number;
  /** After so long without being mined, a transaction gets a higher fee. */
  stuckMs: number;
};

// Nodes want at least 10 % more for a replacement.
const BUMP_NUMERATOR = 1125n;
const BUMP_DENOMINATOR = 1000n;
// Polls for which a nonce may be used up without a receipt of ours, before another transaction must have taken it.
const PATIENCE_POLLS = 5;

/** Sends the node's transactions: signed, journalled, then sent; the same bytes again after a restart. */
export function openWriter(options: WriterOptions): ChainWriter {
  const { client, account, journal, logger, signal } = options;
  const alone = mutex();
  const settling = new Set<number>();

  async function perform(act: Act, call: ChainCall): Promise<Hex> {
    for (;;) {
      signal.throwIfAborted();
      const known = journal.intents.newest(act);
      if (known?.outcome === 'mined') return known.detail as Hex;
      const intent = known?.outcome === null ? known : await alone(() => begin(act, call));
      const outcome = await settle(intent);
      if (outcome.hash !== undefined) return outcome.hash;
      logger.warn(
        { act: act.act, subject: act.subject, nonce: intent.nonce },
        'nonce was taken; trying again',
      );
    }
  }

  /** Signs and journals; nothing has been sent when this returns. */
  async function begin(act: Act, call: ChainCall): Promise<Intent> {
    const gas = await estimate(act, call);
    const fees = await client.estimateFeesPerGas();
    const open = journal.intents.openOnes();
    const mined = await client.getTransactionCount({ address: account.address, blockTag: 'latest' });
    const nonce = Math.max(mined, ...open.map((intent) => intent.nonce + 1));
    return journal.intents.open(
      act,
      nonce,
      await sign(call, nonce, gas, fees.maxFeePerGas, fees.maxPriorityFeePerGas),
    );
  }

  async function estimate(act: Act, call: ChainCall): Promise<bigint> {
    try {
      const gas = await client.estimateGas({
        account: account.address,
        to: call.to,
        data: call.data,
        value: call.valueWei,
      });
      return (gas * 5n) / 4n;
    } catch (error) {
      throw refusal(act.act, error) ?? error;
    }
  }

  async function sign(
    call: ChainCall,
    nonce: number,
    gas: bigint,
    maxFeePerGas: bigint,
    maxPriorityFeePerGas: bigint,
  ): Promise<SignedTransaction> {
    const raw = await account.signTransaction({
      type: 'eip1559',
      chainId: client.chain!.id,
      to: call.to,
      data: call.data,
      value: call.valueWei,
      nonce,
      gas,
      maxFeePerGas,
      maxPriorityFeePerGas,
    });
    return {
      raw,
      hash: keccak256(raw),
      maxFeeWei: maxFeePerGas,
      maxTipWei: maxPriorityFeePerGas,
      signedAtMs: options.now(),
    };
  }

  /** Sends and waits until the intent's nonce is spent. No hash: spent by a transaction that is none of ours. */
  async function settle(opened: Intent): Promise<{ hash?: Hex }> {
    let intent = opened;
    settling.add(opened.id);
    try {
      return await untilSpent();
    } finally {
      settling.delete(opened.id);
    }

    async function untilSpent(): Promise<{ hash?: Hex }> {
      let spentPolls = 0;
      await broadcast(intent);
      for (;;) {
        const receipt = await firstReceipt(intent);
        if (receipt !== undefined && (await isFinal(receipt))) return conclude(intent, receipt);
        if (receipt === undefined) {
          const mined = await client.getTransactionCount({ address: account.address, blockTag: 'latest' });
          spentPolls = mined > intent.nonce ? spentPolls + 1 : 0;
          if (spentPolls > PATIENCE_POLLS) {
            journal.intents.close(intent.id, 'replaced', null);
            return {};
          }
          if (spentPolls === 0) intent = await push(intent);
        }
        await options.sleep(options.pollMs, signal);
      }
    }
  }

  /** Sends the newest bytes again, or dearer ones when they have waited too long. */
  async function push(intent: Intent): Promise<Intent> {
    const newest = intent.signed.at(-1)!;
    if (options.now() - newest.signedAtMs < options.stuckMs) {
      await broadcast(intent);
      return intent;
    }
    const market = await client.estimateFeesPerGas();
    const dearer = (wei: bigint): bigint => (wei * BUMP_NUMERATOR) / BUMP_DENOMINATOR + 1n;
    const fee = max(dearer(newest.maxFeeWei), market.maxFeePerGas);
    const tip = max(dearer(newest.maxTipWei), market.maxPriorityFeePerGas);
    const { gas, ...call } = callOf(newest);
    const bumped = journal.intents.bump(intent.id, await sign(call, intent.nonce, gas, fee, tip));
    logger.warn(
      { act: intent.act, nonce: intent.nonce, maxFeeWei: String(fee) },
      'transaction was stuck; raised its fee',
    );
    await broadcast(bumped);
    return bumped;
  }

  async function broadcast(intent: Intent): Promise<void> {
    const newest = intent.signed.at(-1)!;
    try {
      await client.sendRawTransaction({ serializedTransaction: newest.raw });
    } catch (error) {
      // Whatever the endpoint says, the receipt decides: it may hold these bytes already, or have mined them.
      logger.debug(
        { act: intent.act, hash: newest.hash, reason: String((error as Error).message).split('\n')[0] },
        'send answered',
      );
    }
  }

  async function firstReceipt(intent: Intent): Promise<TransactionReceipt | undefined> {
    for (const { hash } of intent.signed) {
      try {
        return await client.getTransactionReceipt({ hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      }
    }
    return undefined;
  }

  async function isFinal(receipt: TransactionReceipt): Promise<boolean> {
    if (options.finalityDepth === 0) return true;
    const head = await client.getBlockNumber();
    return head - receipt.blockNumber >= BigInt(options.finalityDepth);
  }

  async function conclude(intent: Intent, receipt: TransactionReceipt): Promise<{ hash: Hex }> {
    if (receipt.status === 'success') {
      journal.intents.close(intent.id, 'mined', receipt.transactionHash);
      return { hash: receipt.transactionHash };
    }
    const reason = await whyReverted(intent, receipt);
    journal.intents.close(intent.id, 'reverted', reason.message);
    throw reason;
  }

  async function whyReverted(intent: Intent, receipt: TransactionReceipt): Promise<ActRefusedError> {
    const { transactionHash: hash, blockNumber } = receipt;
    const call = callOf(intent.signed.at(-1)!);
    try {
      await client.call({
        account: account.address,
        to: call.to,
        data: call.data,
        value: call.valueWei,
        blockNumber,
      });
    } catch (error) {
      const named = refusal(intent.act, error, hash);
      if (named !== undefined) return named;
    }
    return new ActRefusedError(intent.act, 'reverted', [], hash);
  }

  async function tend(): Promise<void> {
    const orphaned = journal.intents.openOnes().filter((intent) => !settling.has(intent.id));
    await Promise.all(
      orphaned.map(async (intent) => {
        try {
          await settle(intent);
        } catch (error) {
          // That it reverted stands in the journal; nobody waits for it any more.
          if (!(error instanceof ActRefusedError)) throw error;
        }
      }),
    );
  }

  return { perform, tend };
}

/** What a signed transaction does. */
function callOf(signed: SignedTransaction): ChainCall & { gas: bigint } {
  const { to, data, value, gas } = parseTransaction(signed.raw);
  return { to: to!, data: data ?? '0x', valueWei: value ?? 0n, gas: gas! };
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
